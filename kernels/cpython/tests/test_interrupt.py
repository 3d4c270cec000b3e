"""Stop means stop: SIGINT ends the code of a cell, whatever it waits for, and never the kernel."""
import os
import time
import unittest

from .case import KernelTest

#: Seconds after which a user presses interrupt again.
AGAIN = 2.0

#: What a cell may be stuck in; each prints "in" when it is about to be.
STUCK = {
    "sleep": "print('in'); time.sleep(60)",
    "busy loop": "print('in')\nwhile True: pass",
    "thread.join": "t = threading.Thread(target=time.sleep, args=(60,), daemon=True); t.start(); print('in'); t.join()",
    "queue.get": "import queue; print('in'); queue.Queue().get()",
    "lock": "l = threading.Lock(); l.acquire(); print('in'); l.acquire()",
    "print loop": "print('in')\nwhile True: print('x' * 50)",
    "stderr loop": "print('in')\nwhile True: print('x' * 50, file=sys.stderr)",
    "process.join": "p = fork.Process(target=spin); p.start(); print('in'); p.join()",
    "pool.map": "p = fork.Pool(2); print('in'); p.map(spin, range(4))",
    # An interrupt while asyncio.run() still sets itself up meets whatever it is doing: it is told once it runs.
    "asyncio.run": "async def forever():\n    print('in'); await asyncio.sleep(60)\nasyncio.run(forever())",
    "await": "print('in'); await asyncio.sleep(60)",
    "run_forever": "loop = asyncio.new_event_loop(); print('in'); loop.run_forever()",
    "subprocess": "import subprocess; print('in'); subprocess.run(['sleep', '60'])",
    "repr": "class R:\n    def __repr__(self):\n        print('in')\n        while True: pass\nR()",
    "str of an error": "class E(Exception):\n    def __str__(self):\n        print('in', flush=True)\n        while True: pass\nraise E",
}


class Interrupt(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run(
            "import asyncio, multiprocessing, sys, threading, time\n"
            "fork = multiprocessing.get_context('fork')\n"
            "def spin(*_):\n    while True: pass"
        )

    def interrupted(self, code):
        run = self.kernel.start(code)
        self.kernel.wait(lambda: "in" in run.text() or run.of_kind("execute_reply"))
        # A signal between Python's own check and its system call (time.sleep() has given the GIL away, and has not yet
        # begun to sleep) is seen after that call only, in any Python; the user presses again, and so does this test.
        next_press = 0
        while not run.of_kind("execute_reply"):
            if time.monotonic() > next_press:
                self.kernel.interrupt()
                next_press = time.monotonic() + AGAIN
            self.kernel.take_in()
            self.kernel.wait(lambda: True)
        self.kernel.finish(run)
        return run

    def test_whatever_a_cell_is_stuck_in(self):
        for name, code in STUCK.items():
            with self.subTest(name):
                run = self.interrupted(code)
                self.assertEqual(run.error["ename"], "E" if name == "str of an error" else "KeyboardInterrupt")
                self.assertEqual(self.run_cell("multiprocessing.active_children()").result, "[]")
                self.assertEqual(self.run_cell("asyncio.run(asyncio.sleep(0, 'well'))").result, "'well'")

    def test_an_interrupted_task_cleans_up(self):
        run = self.interrupted(
            "async def main():\n"
            "    try:\n        print('in'); await asyncio.sleep(60)\n"
            "    finally:\n        await asyncio.sleep(0); print('cleaned')\n"
            "await main()"
        )
        self.assertEqual(run.text(), "in\ncleaned\n")

    def test_between_cells_it_does_nothing(self):
        for _ in range(20):
            self.kernel.interrupt()
            self.run_cell("1")

    def test_under_a_shower_of_interrupts_the_kernel_stays(self):
        for _ in range(15):
            run = self.kernel.start("for i in range(3000): print(i)")
            while not run.of_kind("execute_reply"):
                self.kernel.interrupt()
                self.kernel.take_in()
                self.kernel.wait(lambda: True)
            self.kernel.finish(run)
            shown = run.text().split("\n")
            whole = [str(i) for i in range(len(shown) - 1)]
            self.assertEqual(shown[:-1], whole, "lines before the interrupt are whole")
        self.assertEqual(self.run_cell("'well'").result, "'well'")

    def test_children_of_earlier_cells_are_spared(self):
        self.run_cell("kept = fork.Process(target=spin); kept.start()")
        self.interrupted("new = fork.Process(target=spin); new.start(); print('in'); new.join()")
        self.assertEqual(self.run_cell("new.join(); kept.is_alive(), new.is_alive()").result, "(True, False)")
        self.run_cell("kept.terminate(); kept.join()")

    @unittest.skipUnless(os.path.isdir("/proc/self"), "children by other roads are not known without /proc")
    def test_children_by_any_road_are_ended(self):
        run = self.interrupted(
            "import os, subprocess\n"
            "forked = os.fork()\n"
            "if forked == 0: spin()\n"
            "deaf = 'trap \"\" TERM INT; echo deaf; while :; do sleep 0.1; done'\n"
            "own_session = subprocess.Popen(['sh', '-c', deaf], stdout=subprocess.PIPE, start_new_session=True)\n"
            "own_session.stdout.readline(); print('in'); spin()"
        )
        self.assertEqual(run.error["ename"], "KeyboardInterrupt")
        ended = self.run_cell("os.waitpid(forked, 0)[1], own_session.wait()")
        self.assertEqual(ended.result, "(15, -9)")

    def test_threads_that_go_on_are_named(self):
        run = self.interrupted(
            "stop = threading.Event()\n"
            "t = threading.Thread(target=stop.wait, name='Stubborn'); t.start(); print('in'); t.join()"
        )
        notices = [event["notice"] for event in run.of_kind("notice")]
        self.assertEqual(notices, [{"what": "threads-go-on", "threads": ["Stubborn"]}])
        run = self.interrupted("print('in'); time.sleep(60)")
        self.assertEqual(run.of_kind("notice"), [], "a thread of another cell is not this one's")
        self.run_cell("stop.set(); t.join()")

    def test_who_hears_an_interrupt_can_be_asked(self):
        self.assertTrue(self.kernel.ask("sigint")["ours"])
        self.run_cell("import signal\nold = signal.signal(signal.SIGINT, signal.SIG_IGN)")
        answer = self.kernel.ask("sigint")
        self.assertEqual((answer["ours"], answer.get("handler")), (False, None))
        self.run_cell("def stop(*_): pass\nsignal.signal(signal.SIGINT, stop)")
        self.assertEqual(self.kernel.ask("sigint")["handler"], "stop")
        self.run_cell("signal.signal(signal.SIGINT, old)")
        self.assertTrue(self.kernel.ask("sigint")["ours"])

    def test_a_handler_of_the_users_own_is_theirs(self):
        run = self.kernel.start(
            "import signal, time\nheard = []\n"
            "def mine(*_): heard.append(1); print('mine')\n"
            "old = signal.signal(signal.SIGINT, mine)\nprint('in')\nwhile not heard: time.sleep(0.01)\n"
            "signal.signal(signal.SIGINT, old);"
        )
        self.kernel.wait(lambda: "in" in run.text())
        os.kill(self.kernel.process.pid, 2)
        self.kernel.finish(run)
        self.assertEqual(run.text(), "in\nmine\n")
