"""Completion, inspection and variables: answered while a cell runs, without running anything of the user's."""
import os
import sys
import unittest

from .case import KernelTest

#: Anything here that is asked acts, and says so.
TRAPS = """
acted = []
class Trap:
    slot = 3
    def __getattr__(self, name): acted.append(name); raise AttributeError(name)
    def __dir__(self): acted.append('dir'); return []
    def __repr__(self): acted.append('repr'); return 'repr'
    def __len__(self): acted.append('len'); return 1
    def __eq__(self, other): acted.append('eq'); return True
    def __hash__(self): return 1
    @property
    def lazy(self): acted.append('lazy'); return 1
    def method(self, first, *, second: int = 2) -> str:
        'What it does.'
    def __call__(self, given): acted.append('call')
class Meta(type):
    @property
    def __doc__(cls): acted.append('doc')
    def __getattribute__(cls, name): acted.append('meta'); return type.__getattribute__(cls, name)
class Odd(metaclass=Meta): pass
trap = Trap(); trap.own = {'k': [1]}
odd = Odd()
acted.clear()
"""


class Answers(KernelTest):
    files = {"neighbour.py": "value = 7\ndef work(): pass\n", "data.csv": ""}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run("import os\n" + TRAPS)

    def complete(self, code, position=None):
        """The matches, by text; `|` stands for the cursor."""
        if "|" in code:
            position = code.index("|")
            code = code.replace("|", "", 1)
        reply = self.kernel.ask("complete", code=code, cursor_pos=len(code) if position is None else position)
        self.reply = reply
        return {match["text"]: match for match in reply["matches"]}

    def inspect(self, code, detail=0):
        position = code.index("|")
        return self.kernel.ask("inspect", code=code.replace("|", "", 1), cursor_pos=position, detail_level=detail)

    def test_names_in_scope(self):
        found = self.complete("tra")
        self.assertEqual(found["trap"], {"text": "trap", "type": "instance", "detail": "Trap"})
        self.assertEqual((self.reply["cursor_start"], self.reply["cursor_end"]), (0, 3))
        self.assertEqual(self.complete("x = Tra")["Trap"]["type"], "class")
        self.assertEqual(self.complete("whi")["while"]["type"], "keyword")
        self.assertEqual(self.complete("sort")["sorted"]["type"], "function")
        self.assertIn("later", self.complete("la|\nlater = 1"))
        self.assertIn("名字", self.complete("名字 = 1\n名"))

    def test_attributes(self):
        found = self.complete("y = trap.")
        self.assertEqual({name: found[name]["type"] for name in ("slot", "lazy", "method", "own")},
                         {"slot": "instance", "lazy": "property", "method": "function", "own": "instance"})  # fmt: skip
        self.assertEqual(found["method"]["detail"], "(self, first, *, second: int = 2) -> str")
        self.assertNotIn("__len__", found)
        self.assertIn("__len__", self.complete("trap.__l"))
        self.assertIn("append", self.complete("trap.own['k'].app"))
        self.assertIn("path", self.complete("f(os.pa|)"))
        self.assertIn("join", self.complete("os.path.jo"))
        self.assertEqual(self.complete("trap.method().x"), {})
        self.assertEqual(self.complete("1.real"), {})
        self.assertIn("slot", self.complete("f'{trap.sl"))

    def test_keys_paths_imports_arguments_and_magics(self):
        self.assertIn("k", self.complete("trap.own['"))
        self.assertEqual(self.complete("open('da")["data.csv"]["type"], "path")
        self.assertIn("neighbour", self.complete("import nei"))
        self.assertIn("work", self.complete("from neighbour import wo"))
        self.assertIn("pool", self.complete("import multiprocessing.po"))
        self.assertIn("dumps", self.complete("from json import du"))
        self.assertEqual(self.complete("trap.method(1, sec")["second="]["type"], "param")
        self.assertEqual(self.complete("%timei")["timeit"]["type"], "magic")
        self.assertIn("bash", self.complete("%%ba"))

    def test_nothing_of_the_users_runs(self):
        for code in ("trap.", "odd.", "Odd.", "Trap.", "trap(", "acted[", "od", "trap.own['k'].", "Odd.x."):
            self.complete(code)
            self.inspect(code + "|")
        self.inspect("tr|ap", 1)
        self.inspect("Od|d", 1)
        self.inspect("od|d")
        self.kernel.ask("variables")
        self.assertEqual(self.run_cell("print(acted)").text(), "[]\n")

    def test_inspection(self):
        reply = self.inspect("trap.meth|od")
        self.assertIs(reply["found"], True)
        self.assertIn("trap.method(self, first, *, second: int = 2) -> str", reply["data"]["text/plain"])
        self.assertIn("What it does.", reply["data"]["text/plain"])
        self.assertIn("len(obj", self.inspect("len([1, |")["data"]["text/plain"], "help for what is called")
        self.assertIn("class Trap", self.inspect("Tr|ap", 1)["data"]["text/plain"])
        self.assertIs(self.inspect("nothing_her|e")["found"], False)

    def test_answers_come_while_a_cell_runs(self):
        for code in ("import time\nprint('in')\ntime.sleep(60)", "print('in')\nwhile True: pass", "print('in'); input()"):
            with self.subTest(code):
                run = self.kernel.start(code)
                self.kernel.wait(lambda: "in" in run.text())
                self.assertIn("trap", self.complete("tra"))
                self.assertEqual(run.of_kind("execute_reply"), [])
                while not run.of_kind("execute_reply"):
                    self.kernel.interrupt()
                    self.kernel.take_in()
                    self.kernel.wait(lambda: True)
                self.kernel.finish(run)

    def test_variables(self):
        self.run_cell(
            "many = list(range(10**6)); phrase = 'x' * 500; letter = 'x'; number = 10 ** 5000; table = {'a': (1, 2)}"
        )
        rows = {row["name"]: row for row in self.kernel.ask("variables")["variables"]}
        self.assertEqual(rows["table"], {"name": "table", "type": "dict", "size": "1 item", "value": "{'a': (1, 2)}"})
        self.assertEqual(rows["many"]["size"], "1000000 items")
        self.assertEqual((rows["phrase"]["size"], rows["letter"]["size"]), ("500 characters", "1 character"))
        self.assertTrue(rows["many"]["value"].startswith("[0, 1, 2, "))
        self.assertLess(max(len(row["value"]) for row in rows.values()), 100)
        self.assertEqual(rows["trap"]["value"], "<Trap>")
        self.assertEqual(rows["Trap"]["value"], "class Trap")
        self.assertNotIn("os", rows)
        self.assertNotIn("In", rows)

    def test_of_very_many_variables_the_first_are_told(self):
        self.run_cell("for n in range(6000): globals()[f'v{n:04}'] = n")
        rows = self.kernel.ask("variables")["variables"]
        self.assertEqual(len(rows), 5000)
        names = [row["name"] for row in rows]
        self.assertEqual(names, sorted(names))
        self.assertIn("v0000", names)
        self.assertNotIn("v5999", names)

    @unittest.skipUnless(os.path.exists("/proc/self/status"), "the number of threads is known on Linux only")
    def test_an_idle_kernel_has_no_thread_for_this(self):
        self.complete("tra")
        self.kernel.wait(lambda: self.threads() <= 3)

    def threads(self):
        with open(f"/proc/{self.kernel.process.pid}/status", encoding="utf-8") as file:
            return int(file.read().partition("Threads:")[2].split()[0])


class Libraries(KernelTest):
    def test_arrays_and_tables_tell_their_shape_and_columns(self):
        if self.kernel.run("import numpy as np, pandas as pd").of_kind("error"):
            self.skipTest("this Python has no numpy and pandas")
        self.run_cell("a = np.zeros((3, 4)); df = pd.DataFrame({'alpha': [1], 'beta': [2]})")
        rows = {row["name"]: row for row in self.kernel.ask("variables")["variables"]}
        self.assertEqual((rows["a"]["size"], rows["df"]["size"]), ("(3, 4)", "(1, 2)"))
        reply = self.kernel.ask("complete", code="df['al", cursor_pos=6)
        self.assertEqual(reply["matches"], [{"text": "alpha", "type": "key"}])


class Description(KernelTest):
    def test_the_kernel_says_what_it_runs_on(self):
        info = self.kernel.info
        self.assertEqual(info["cores"], os.cpu_count())
        self.assertEqual(info.get("affinity"), sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None)
        run = self.run_cell("import multiprocessing, sys\nprint(multiprocessing.get_start_method(), sys.getswitchinterval())")
        self.assertEqual(run.text(), f"{info['start_method']} {info['switch_interval']}\n")

    def test_the_switch_interval_can_be_set(self):
        self.kernel.send(kind="switch_interval_request", seconds=0.5)
        told = self.kernel.wait(lambda: [each for each in self.kernel.told if each["kind"] == "kernel_info"])[0]
        self.assertEqual(told["switch_interval"], 0.5)
        self.assertEqual(self.run_cell("import sys; sys.getswitchinterval()").result, "0.5")
        self.kernel.send(kind="switch_interval_request", seconds=-1)
        self.kernel.wait(lambda: len([each for each in self.kernel.told if each["kind"] == "kernel_info"]) == 2)

    @unittest.skipIf(getattr(sys, "_is_gil_enabled", lambda: True)(), "this Python always has the GIL")
    def test_the_import_that_brought_the_gil_back_is_named(self):
        # Of Python's own test modules, the one that is built as in 3.5 cannot say that it needs no GIL.
        run = self.kernel.run("import xxlimited_35, sys\nsys._is_gil_enabled()")
        if run.of_kind("error") or run.result == "False":
            self.skipTest("this Python has no module that needs the GIL")
        told = [each for each in self.kernel.told if each["kind"] == "kernel_info"][-1]
        self.assertEqual((told["gil"], told["gil_module"]), (True, "xxlimited_35"))
