"""A loop that waits for nothing waits for ever, as in plain Python; its cell says so. One that waits for something does not."""

from .case import KernelTest

HELLO = "import asyncio\nasync def hello(): pass\nloop = asyncio.new_event_loop()\n"


class Loops(KernelTest):
    def told(self, code):
        """The notice of a cell that goes on; it is then interrupted."""
        run = self.kernel.start(HELLO + code)
        notice = self.kernel.wait(lambda: run.of_kind("notice"))[0]["notice"]
        self.kernel.interrupt()
        self.kernel.finish(run)
        self.assertEqual(run.error["ename"], "KeyboardInterrupt")
        self.assertNotIn("loops.py", run.traceback)
        self.run_cell("loop.close(); tasks = made = None")
        return notice

    def test_coroutines_that_no_task_runs_are_named(self):
        notice = self.told("tasks = [hello(), hello()]\nloop.run_forever()")
        self.assertEqual(notice, {"what": "loop-idle", "coroutines": ["hello", "hello"], "count": 2})

    def test_a_loop_whose_last_task_has_ended(self):
        self.assertEqual(self.told("loop.create_task(hello())\nloop.run_forever()")["count"], 0)

    def test_many_coroutines_are_counted(self):
        notice = self.told("made = [hello() for _ in range(60)]\nloop.run_forever()")
        self.assertEqual((len(notice["coroutines"]), notice["count"]), (50, 60))

    def test_a_loop_that_something_can_wake_says_nothing(self):
        """Looked at for longer than it takes above."""
        for name, code in {
            "a timer": "loop.call_later(0.9, loop.stop)",
            "a task": "async def stop():\n    await asyncio.sleep(0.9)\n    loop.stop()\ntask = loop.create_task(stop())",
            "a callback at work": "import time\nloop.call_soon(lambda: (time.sleep(0.9), loop.stop()))",
            "a thread": "import threading, time\n"
            "def stop():\n    time.sleep(0.9)\n    loop.call_soon_threadsafe(loop.stop)\nthreading.Thread(target=stop).start()",
            "a file": "import os, signal\nreads, writes = os.pipe()\nloop.add_reader(reads, loop.stop)\n"
            "signal.signal(signal.SIGALRM, lambda *_: os.write(writes, b'.'))\nsignal.setitimer(signal.ITIMER_REAL, 0.9)",
            "a signal": "import signal\nloop.add_signal_handler(signal.SIGALRM, loop.stop)\nsignal.setitimer(signal.ITIMER_REAL, 0.9)",
        }.items():
            with self.subTest(name):
                run = self.run_cell(f"{HELLO}unused = hello()\n{code}\nloop.run_forever()\nloop.close()\nunused.close()")
                self.assertEqual(run.of_kind("notice"), [])

    def test_a_loop_in_another_thread_waits_for_the_main_one(self):
        run = self.run_cell(
            HELLO + "import threading, time\nthread = threading.Thread(target=loop.run_forever)\nthread.start()\n"
            "time.sleep(0.9)\nloop.call_soon_threadsafe(loop.stop)\nthread.join()\nloop.close()"
        )
        self.assertEqual(run.of_kind("notice"), [])

    def test_what_runs_until_it_is_complete_starts_no_thread_of_ours(self):
        self.run_cell("import asyncio, _thread\nbefore = _thread._count()\nasync def count(): return _thread._count()")
        self.assertEqual(self.run_cell("asyncio.run(count()) - before").result, "0")
