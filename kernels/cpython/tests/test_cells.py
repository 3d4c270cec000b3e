"""Running cells: values, names, sources of all kinds, and errors."""
import sys
import unittest

from .case import KernelTest


class Values(KernelTest):
    def test_the_kernel_says_what_it_is(self):
        info = self.kernel.info
        self.assertEqual(info["kind"], "kernel_info")
        self.assertEqual(info["pid"], self.kernel.process.pid)
        self.assertEqual(info["build"], sys.version)
        self.assertEqual(info["free_threaded"], "free-threading" in sys.version)
        self.assertEqual(self.kernel.token, b"secret")

    def test_the_last_value_is_shown_and_kept(self):
        run = self.run_cell("x = 20\nx + 1")
        self.assertEqual(run.result, "21")
        count = run.reply["execution_count"]
        self.assertEqual(self.run_cell(f"_, _{count}, Out[{count}], In[{count}]").result, r"(21, 21, 21, 'x = 20\nx + 1')")

    def test_nothing_is_shown_for_none_a_semicolon_or_a_statement(self):
        for code in ("None", "1;", "1 ;  # quiet", "x = 1", "", "# only words", "for i in range(3): i"):
            with self.subTest(code):
                self.assertEqual(self.run_cell(code).of_kind("execute_result"), [])

    def test_events_come_in_order(self):
        run = self.run_cell("print('a')\n1")
        kinds = [event["kind"] for event in run.events]
        self.assertEqual(kinds, ["execute_input", "stream", "execute_result", "execute_reply"])
        self.assertEqual(run.reply["status"], "ok")
        self.assertGreater(run.reply["wall_ms"], 0)

    def test_a_main_block_runs_in_the_main_module(self):
        run = self.run_cell(
            "import sys\nif __name__ == '__main__': print(sys.modules['__main__'].__dict__ is globals(), __spec__)"
        )
        self.assertEqual(run.text(), "True None\n")

    def test_a_future_import_holds_for_later_cells(self):
        self.run_cell("from __future__ import annotations")
        self.assertEqual(self.run_cell("def f(x: undefined): pass\nf.__annotations__").result, "{'x': 'undefined'}")

    def test_sources_of_all_kinds(self):
        for code, shown in (
            ("a = 1\r\nb = 2\r\na + b", "3"),
            ("名字 = '中文 🐍'\n名字", "'中文 🐍'"),
            ("'''two\nlines'''", r"'two\nlines'"),
            ("class A:\n    pass\n\nA.__module__, A.__qualname__", "('__main__', 'A')"),
        ):
            with self.subTest(code):
                self.assertEqual(self.run_cell(code).result, shown)

    def test_a_user_sees_only_threads_of_their_own(self):
        self.assertEqual(self.run_cell("import threading; threading.active_count()").result, "1")

    def test_inspect_finds_the_source_of_a_function(self):
        run = self.run_cell("def twice(x):\n    return 2 * x\nimport inspect; print(inspect.getsource(twice))")
        self.assertIn("return 2 * x", run.text())

    def test_a_warning_names_its_cell_each_time(self):
        for _ in range(2):
            run = self.run_cell("import warnings\nwarnings.warn('careful')")
            self.assertIn(f"Cell In[{run.reply['execution_count']}]:2: UserWarning: careful", run.text("stderr"))


class Shadows(KernelTest):
    wrong = "raise ImportError('the wrong one')"
    files = {"json.py": wrong, "traceback.py": wrong, "ctypes.py": wrong}
    files.update({"neighbour.py": "value = 7", "cpython.py": "value = 8"})

    def test_files_beside_the_notebook_are_importable_and_do_not_break_the_kernel(self):
        self.assertEqual(self.run_cell("import neighbour; neighbour.value").result, "7")
        self.assertEqual(self.run_cell("import threading; threading.active_count()").result, "1")
        self.assertIn("ZeroDivisionError", self.kernel.run("1 / 0").traceback)


class Errors(KernelTest):
    def error(self, code):
        run = self.kernel.run(code)
        self.assertEqual(run.reply["status"], "error")
        self.assertNotIn("kernels/cpython", run.traceback)
        return run

    def cell(self, run):
        return f"Cell In[{run.reply['execution_count']}]"

    def test_a_traceback_points_at_the_line_of_its_cell(self):
        run = self.error("def f():\n    return 1 / 0\n\nf()")
        self.assertEqual((run.error["ename"], run.error["evalue"]), ("ZeroDivisionError", "division by zero"))
        lines = [line for line in run.traceback.splitlines() if not set(line) <= set(" ^~")]
        self.assertEqual(
            lines,
            [
                "Traceback (most recent call last):",
                f"  {self.cell(run)}, line 4, in <module>",
                "--> f()",
                f"  {self.cell(run)}, line 2, in f",
                "--> return 1 / 0",
                "ZeroDivisionError: division by zero",
            ],
        )
        self.assertIn("\x1b[31m", "".join(run.error["traceback"]))

    def test_a_function_of_an_earlier_cell_names_that_cell(self):
        first = self.run_cell("def g():\n    raise KeyError('k')")
        self.assertIn(f"{self.cell(first)}, line 2, in g", self.error("g()").traceback)

    def test_causes_contexts_and_library_frames(self):
        run = self.error(
            "import json\ntry:\n    json.loads('{')\nexcept ValueError as problem:\n    raise RuntimeError('outer') from problem"
        )
        self.assertIn("direct cause", run.traceback)
        self.assertIn("json.decoder.JSONDecodeError", run.traceback)
        self.assertIn("decoder.py", run.traceback)
        run = self.error("try:\n    1/0\nexcept ZeroDivisionError:\n    undefined")
        self.assertIn("During handling of the above exception", run.traceback)

    def test_syntax_errors_show_the_place(self):
        run = self.error("x = 1\ny = = 2")
        self.assertEqual(run.error["ename"], "SyntaxError")
        self.assertIn(f"{self.cell(run)}, line 2", run.traceback)
        self.assertIn("y = = 2", run.traceback)
        self.assertIn("^", run.traceback)
        self.assertNotIn("Traceback", run.traceback)
        self.assertEqual(self.error("def f():\nreturn").error["ename"], "IndentationError")

    def test_sources_that_cannot_be_compiled(self):
        self.assertIn("null bytes", self.error("x = '\0'").error["evalue"])
        self.error("return 1")
        self.error("x = '\ud800'")
        self.error("(" * 10_000)

    def test_an_error_in_the_last_line_stops_the_first_from_running(self):
        self.run_cell("x = 0")
        self.error("x = 1\nreturn")
        self.assertEqual(self.run_cell("x").result, "0")

    def test_odd_exceptions(self):
        run = self.error("class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd")
        self.assertEqual(run.error["ename"], "Odd")
        self.assertIn("str() failed", run.error["evalue"])
        run = self.error("def deep(): deep()\ndeep()")
        self.assertEqual(run.error["ename"], "RecursionError")
        self.assertIn("Previous line repeated", run.traceback)
        run = self.error("class Broken:\n    def __repr__(self): return 1 / 0\nBroken()")
        self.assertIn("in __repr__", run.traceback)
        self.assertEqual(self.error("raise BaseException('base')").error["ename"], "BaseException")

    def test_exit_is_told_and_the_kernel_stays(self):
        for code, value in (("exit()", "None"), ("quit()", "None"), ("import sys; sys.exit(3)", "3"), ("raise SystemExit('x')", "x")):
            with self.subTest(code):
                run = self.error(code)
                self.assertEqual((run.error["ename"], run.error["evalue"]), ("SystemExit", value))
                self.assertIn("keeps running", run.traceback)
        self.assertEqual(self.run_cell("1").result, "1")

    @unittest.skipIf(sys.version_info < (3, 11), "exception groups came with 3.11")
    def test_an_exception_group_shows_each_exception(self):
        run = self.error("raise ExceptionGroup('both', [ValueError('one'), TypeError('two')])")
        for words in ("ExceptionGroup: both (2 sub-exceptions)", "ValueError: one", "TypeError: two"):
            self.assertIn(words, run.traceback)
