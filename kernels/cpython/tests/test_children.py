"""multiprocessing finds what cells define, under every start method."""
from .case import KernelTest

METHODS = ("fork", "spawn", "forkserver")


class Children(KernelTest):
    files = {"neighbour.py": "def half(x):\n    return x / 2\n"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run(
            "import multiprocessing as mp, os, neighbour\n"
            "from dataclasses import dataclass\n"
            "FACTOR = 10\n"
            "@dataclass\nclass Point:\n    x: int\n    def scaled(self): return Point(self.x * FACTOR)\n"
            "def scale(p): return p.scaled()\n"
            "print('side effect')"
        )

    def test_functions_and_classes_of_earlier_cells_and_this_one(self):
        for method in METHODS:
            with self.subTest(method):
                run = self.run_cell(
                    "def here(x): return scale(Point(x)).x + neighbour.half(2)\n"
                    f"with mp.get_context({method!r}).Pool(2) as pool:\n"
                    "    print(pool.map(here, [1, 2]), pool.map(scale, [Point(3)]))"
                )
                self.assertEqual(run.text(), "[11.0, 21.0] [Point(x=30)]\n")
                self.assertEqual(run.raw, "", "nothing of a cell ran again")

    def test_a_child_prints_into_its_cell(self):
        for method in ("fork", "spawn"):
            with self.subTest(method):
                run = self.run_cell(
                    "def work(name): print('worker', name)\n"
                    "if __name__ == '__main__':\n"
                    f"    p = mp.get_context({method!r}).Process(target=work, args=('A',))\n"
                    "    p.start(); p.join(); print('joined', p.exitcode)"
                )
                self.assertEqual(run.merged, "worker A\njoined 0\n")

    def test_a_redefined_function_is_the_new_one(self):
        for answer in ("old", "new"):
            run = self.run_cell(
                f"def which(_): return {answer!r}\nwith mp.get_context('spawn').Pool(1) as pool: print(pool.map(which, [0]))"
            )
            self.assertEqual(run.text(), f"[{answer!r}]\n")

    def test_a_definition_that_fails_in_the_child_breaks_no_other(self):
        self.run_cell("import tempfile\nhandle = tempfile.NamedTemporaryFile()\ndef uses(x=handle.name): return x")
        run = self.run_cell("with mp.get_context('spawn').Pool(1) as pool: print(pool.map(neighbour.half, [4]))")
        self.assertEqual(run.text(), "[2.0]\n")

    def test_a_process_pool_executor(self):
        run = self.run_cell(
            "from concurrent.futures import ProcessPoolExecutor\n"
            "def square(x): return x * x\n"
            "with ProcessPoolExecutor(2) as pool: print(list(pool.map(square, range(4))))"
        )
        self.assertEqual(run.text(), "[0, 1, 4, 9]\n")

    def test_a_childs_traceback_names_the_cell(self):
        run = self.kernel.run("def bad(x): return 1 / x\nwith mp.get_context('spawn').Pool(1) as pool: pool.map(bad, [0])")
        self.assertEqual(run.error["ename"], "ZeroDivisionError")
        self.assertIn("def bad(x): return 1 / x", run.traceback.split("direct cause")[0])
