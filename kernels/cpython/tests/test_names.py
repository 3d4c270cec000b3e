"""What the system calls the kernel's threads."""
import os
import sys
import threading
import unittest

from .. import names, names_elsewhere
from .case import KernelTest

LOOK = """
import os, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
def names(pid="self"):
    return sorted(path.read_text().strip() for path in Path(f"/proc/{pid}/task").glob("*/comm"))
"""


class Shortened(unittest.TestCase):
    def test_a_long_name_keeps_its_number(self):
        self.assertEqual(names.shortened("worker"), b"worker")
        self.assertEqual(names.shortened("ThreadPoolExecutor-0_1"), b"ThreadPoolE-0_1")
        self.assertEqual(names.shortened("a-name-without-number"), b"a-name-without-")
        self.assertEqual(names.shortened("工作线程的名字-12").decode(), "工作线程-12")


class Elsewhere(unittest.TestCase):
    def test_the_main_thread_has_the_number_of_its_process_and_others_their_own(self):
        told = []
        thread = threading.Thread(target=lambda: told.append((names_elsewhere.number(), threading.get_native_id())))
        thread.start()
        thread.join()
        self.assertEqual(names_elsewhere.number(), os.getpid())
        [(number, native)] = told
        self.assertEqual(number, native)
        self.assertNotEqual(number, os.getpid())

    def test_a_name_that_the_system_does_not_take_is_no_trouble(self):
        before = names_elsewhere._give
        self.addCleanup(setattr, names_elsewhere, "_give", before)

        def refuse(_name):
            raise OSError

        names_elsewhere._give = refuse
        names_elsewhere.tell("worker")


@unittest.skipUnless(sys.platform == "linux", "only Linux shows the names of another process's threads")
class Names(KernelTest):
    def setUp(self):
        self.run_cell(LOOK)

    def test_threads_have_their_names_once_they_have_started(self):
        run = self.run_cell(
            "stop = threading.Event()\n"
            "pool = ThreadPoolExecutor(2)\n"
            "for _ in range(2): pool.submit(stop.wait)\n"
            "threading.Thread(target=stop.wait, name='waiter').start()\n"
            "seen = names(); stop.set(); pool.shutdown()\n"
            "[name for name in seen if name in ('waiter', 'ThreadPoolE-0_0', 'ThreadPoolE-0_1')]"
        )
        self.assertEqual(run.result, "['ThreadPoolE-0_0', 'ThreadPoolE-0_1', 'waiter']")

    def test_the_kernels_own_threads_can_be_told_from_the_users(self):
        run = self.run_cell("[name for name in names() if name.startswith('gilscope-')]")
        self.assertEqual(run.result, "['gilscope-input', 'gilscope-output']")

    def test_processes_keep_the_name_of_their_program_also_after_a_fork(self):
        run = self.run_cell(
            "threading.Thread(target=int).start()\n"
            "read, write = os.pipe()\n"
            "child = os.fork()\n"
            "if child == 0: os.read(read, 1); os._exit(0)\n"
            "same = names(child) == [Path(f'/proc/{os.getpid()}/comm').read_text().strip()]\n"
            "os.write(write, b'.'); os.waitpid(child, 0)\n"
            "same"
        )
        self.assertEqual(run.result, "True")

    def test_children_of_multiprocessing_bear_their_names_however_they_are_started(self):
        for method in ("fork", "spawn", "forkserver"):
            with self.subTest(method):
                run = self.run_cell(
                    "import multiprocessing, multiprocessing.connection\n"
                    "def name_of_main(end): end.send(Path(f'/proc/{os.getpid()}/comm').read_text().strip())\n"
                    f"context = multiprocessing.get_context({method!r})\n"
                    "read, write = context.Pipe(False)\n"
                    "child = context.Process(target=name_of_main, args=(write,), name='counter-1')\n"
                    "child.start(); name = read.recv(); child.join(); name"
                )
                self.assertEqual(run.result, "'counter-1'")
