"""A pool whose worker is lost waits for ever, as in plain Python; its cell says so."""
import sys

from .case import KernelTest

METHODS = ("fork", "spawn", "forkserver")


class Pools(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run(
            "import multiprocessing as mp, os, signal, time\n"
            "def die(how): os.kill(os.getpid(), how)\n"
            "def leave(code): os._exit(code)\n"
            "def square(x): return x * x"
        )

    def waits(self, code):
        """The notice of a cell that waits in vain; it is then interrupted, and the kernel is well."""
        run = self.kernel.start(code)
        notice = self.kernel.wait(lambda: run.of_kind("notice"))[0]["notice"]
        self.kernel.interrupt()
        self.kernel.finish(run)
        self.assertEqual(run.error["ename"], "KeyboardInterrupt")
        self.assertEqual(len(run.of_kind("notice")), 1)
        self.assertEqual(self.run_cell("square(3)").result, "9")
        return notice

    def test_a_worker_that_is_killed_at_its_task(self):
        for method in METHODS:
            with self.subTest(method):
                notice = self.waits(f"with mp.get_context({method!r}).Pool(2) as pool: pool.map(die, [signal.SIGKILL])")
                self.assertRegex(notice.pop("worker"), r"PoolWorker-\d+$")
                self.assertGreater(notice.pop("pid"), 0)
                self.assertEqual(notice, {"what": "worker-lost", "exitCode": None, "signal": "SIGKILL"})

    def test_a_worker_that_leaves_its_task(self):
        notice = self.waits("with mp.get_context('fork').Pool(1) as pool: pool.map(leave, [3])")
        self.assertEqual((notice["exitCode"], notice["signal"]), (3, None))

    def test_a_pool_that_gets_on_or_is_ended_says_nothing(self):
        run = self.run_cell(
            "with mp.get_context('fork').Pool(2, maxtasksperchild=1) as pool: print(pool.map(square, range(6)))\n"
            "pool = mp.get_context('fork').Pool(1); pool.map_async(time.sleep, [600]); pool.terminate(); pool.join()\n"
            "time.sleep(4)"
        )
        self.assertEqual(run.text(), "[0, 1, 4, 9, 16, 25]\n", sys.version)
        self.assertEqual(run.of_kind("notice"), [])
