"""Each line with the name of who wrote it, in the cell that started them."""
import os
import sys
import unittest

from .case import KernelTest

METHODS = ("fork", "spawn", "forkserver")


class Authors(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run(
            "import logging, multiprocessing as mp, os, sys, threading, time, warnings\n"
            "from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor\n"
            "def say(*words):\n    print(*words)\n"
            "def shout(word): print(word, file=sys.stderr)\n"
            "def many(name):\n    for i in range(300): print(name, i, 'x' * 50)\n"
        )

    def test_threads_by_name(self):
        run = self.run_cell(
            "t = threading.Thread(target=say, args=('in a thread',), name='Ann'); t.start(); t.join(); print('in main')\n"
            "with ThreadPoolExecutor(1, 'Pool') as pool: pool.submit(say, 'in a pool')\n"
            "t = threading.Timer(0, say, ['in a timer']); t.name = 'Tim'; t.start(); t.join()"
        )
        expected = {"in a thread": "Ann", "in main": "main", "in a pool": "Pool_0", "in a timer": "Tim"}
        self.assertEqual(run.lines, expected)
        author = next(event["author"] for event in run.of_kind("stream") if "author" in event)
        self.assertEqual((author["pid"], author["tid"] > 0), (self.kernel.info["pid"], True))

    def test_logging_warnings_and_stderr_of_a_thread(self):
        run = self.run_cell(
            "def work():\n"
            "    logging.getLogger('x').warning('logged'); shout('shouted'); warnings.warn('warned')\n"
            "t = threading.Thread(target=work, name='Ann'); t.start(); t.join()"
        )
        self.assertEqual(set(run.lines.values()), {"Ann"})
        for words in ("logged", "shouted", "warned"):
            self.assertIn(words, run.text("stderr"))

    def test_lines_of_threads_never_tear(self):
        code = "ts = [threading.Thread(target=many, args=(f'T{n}',), name=f'T{n}') for n in range(4)]\n"
        run = self.run_cell(code + "for t in ts: t.start()\nmany('main')\nfor t in ts: t.join()")
        for line, author in run.lines.items():
            self.assertRegex(line, rf"^{author} \d+ x{{50}}$")
        self.assertEqual(len(run.lines), 5 * 300)

    def test_the_beginning_of_a_line_shows_when_it_is_flushed_or_its_writer_pauses(self):
        run = self.kernel.start(
            "def work():\n    print('flushed', end='', flush=True); go.wait(); print('paused', end=''); go2.wait()\n"
            "go, go2 = threading.Event(), threading.Event()\n"
            "t = threading.Thread(target=work); t.start(); input(); go.set(); input(); go2.set(); t.join()"
        )
        for words, number in (("flushed", 1), ("flushedpaused", 2)):
            self.kernel.wait(lambda words=words: run.text() == words)
            self.kernel.wait(lambda number=number: len(run.of_kind("input_request")) == number)
            request = run.of_kind("input_request")[-1]["request"]
            self.kernel.send(kind="input_reply", request=request, value="")
        self.kernel.finish(run)

    def test_children_of_every_kind(self):
        for method in METHODS:
            with self.subTest(method):
                run = self.run_cell(
                    f"p = mp.get_context({method!r}).Process(target=say, args=('from {method}',), name='Bob')\n"
                    "p.start(); p.join(); print('in main')\n"
                    f"p = mp.get_context({method!r}).Process(target=shout, args=('loud {method}',), name='Eve')\n"
                    "p.start(); p.join()"
                )
                self.assertEqual(run.lines, {f"from {method}": "Bob", "in main": "main", f"loud {method}": "Eve"})

    def test_a_child_by_os_fork_and_a_thread_in_a_child(self):
        run = self.run_cell("if os.fork() == 0:\n    print('forked'); os._exit(0)\nos.wait();")
        self.assertEqual(run.lines, {"forked": "fork"})
        run = self.run_cell(
            "def work():\n    t = threading.Thread(target=say, args=('deep',), name='Ann'); t.start(); t.join()\n"
            "p = mp.get_context('fork').Process(target=work, name='Bob'); p.start(); p.join()"
        )
        self.assertEqual(run.lines, {"deep": "Bob Ann"})

    def test_lines_of_children_never_tear(self):
        for method in METHODS:
            with self.subTest(method):
                run = self.run_cell(
                    f"context = mp.get_context({method!r})\n"
                    "ps = [context.Process(target=many, args=(f'P{n}',), name=f'P{n}') for n in range(3)]\n"
                    "for p in ps: p.start()\nfor p in ps: p.join()"
                )
                for line, author in run.lines.items():
                    self.assertRegex(line, rf"^{author} \d+ x{{50}}$")
                self.assertEqual(len(run.lines), 3 * 300)

    def test_children_of_the_forkserver_write_into_the_cell_that_started_them(self):
        for n in range(3):
            code = f"p = mp.get_context('forkserver').Process(target=say, args=('cell {n}',), name='Bob')\np.start(); p.join()"
            run = self.run_cell(code)
            self.assertEqual(run.lines, {f"cell {n}": "Bob"})

    def test_a_child_that_a_thread_of_an_earlier_cell_starts_writes_into_that_cell(self):
        for method in METHODS:
            with self.subTest(method):
                first = self.run_cell(
                    "go = threading.Event()\n"
                    "def later():\n    go.wait()\n"
                    f"    p = mp.get_context({method!r}).Process(target=say, args=('late',), name='Bob'); p.start(); p.join()\n"
                    "t = threading.Thread(target=later); t.start()"
                )
                second = self.run_cell("go.set(); t.join()")
                self.kernel.wait(lambda first=first: first.lines == {"late": "Bob"})
                self.assertEqual(second.lines, {})

    def test_raw_output_of_the_cell_has_no_author(self):
        run = self.run_cell("os.system('echo system'); os.write(1, b'written\\n');")
        self.assertEqual(run.lines, {"system": "raw", "written": "raw"})

    def test_a_name_with_anything_in_it(self):
        run = self.run_cell("p = mp.get_context('fork').Process(target=say, args=('hi',), name='a\\x07;\\x1b线程' * 30)\np.start(); p.join()")
        self.assertEqual(run.lines, {"hi": ("a;线程" * 30)[:60]})


@unittest.skipUnless(os.path.isdir("/proc/self/fd"), "no /proc here")
class Descriptors(KernelTest):
    def test_children_keep_no_other_cells_terminal_open(self):
        self.run_cell("import multiprocessing as mp, os\ndef ends(): return sorted({os.readlink(f'/proc/self/fd/{n}') for n in (1, 2)})")
        for method in METHODS:
            run = self.run_cell(f"with mp.get_context({method!r}).Pool(1) as pool: print(pool.apply(ends))")
            self.assertEqual(run.text(), f"[{run.device!r}]\n", sys.version)


class Followers(KernelTest):
    """A thread that outlives its cell, and what is alive."""

    def test_a_thread_that_follows_writes_into_the_current_cell_and_back(self):
        first = self.run_cell(
            "import queue, threading\n"
            "words = queue.Queue()\n"
            "def work():\n    while True: print(words.get()); words.task_done()\n"
            "worker = threading.Thread(target=work, name='Ann', daemon=True); worker.start()\n"
            "def say(word): words.put(word); words.join()"
        )
        thread = self.kernel.ask("alive")["threads"][0]
        self.assertEqual(
            thread, {"tid": thread["tid"], "name": "Ann", "daemon": True, "run": first.name, "follows": False}
        )
        self.assertTrue(self.kernel.ask("follow", tid=thread["tid"], follows=True)["found"])
        second = self.run_cell("say('follows')")
        self.kernel.wait(lambda: second.lines == {"follows": "Ann"})
        self.assertEqual(self.kernel.ask("alive")["threads"], [{**thread, "follows": True}])
        self.assertTrue(self.kernel.ask("follow", tid=thread["tid"], follows=False)["found"])
        third = self.run_cell("say('at home')")
        self.kernel.wait(lambda: first.lines == {"at home": "Ann"})
        self.assertEqual((second.lines, third.lines), ({"follows": "Ann"}, {}))

    def test_the_main_thread_and_strangers_do_not_follow(self):
        for tid in (self.kernel.info["pid"], 1, -1):
            self.assertFalse(self.kernel.ask("follow", tid=tid, follows=True)["found"])

    def test_children_have_their_names(self):
        self.run_cell(
            "import multiprocessing, time\n"
            "child = multiprocessing.get_context('fork').Process(target=time.sleep, args=(600,), name='Bob'); child.start()\n"
            "other = multiprocessing.get_context('forkserver').Process(target=time.sleep, args=(600,), name='Eve'); other.start()"
        )
        children = self.kernel.ask("alive")["children"]
        found = {child["name"]: child["server"] for child in children}
        self.assertEqual(found, {"Bob": False, "Eve": False, "forkserver": True, "resource tracker": True})
        pids = self.run_cell("print(child.pid, other.pid); child.kill(); other.kill()").text().split()
        named = {child["name"]: child["pid"] for child in children}
        self.assertEqual([named["Bob"], named["Eve"]], [int(pid) for pid in pids])
