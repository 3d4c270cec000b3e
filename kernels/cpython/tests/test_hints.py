"""When a child lacks something, the cell says what, and what to do; and nothing hangs."""
from .case import KernelTest

METHODS = ("fork", "spawn", "forkserver")


class Hints(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run("import multiprocessing as mp, os, time\nfrom concurrent.futures import ProcessPoolExecutor")
        cls.kernel.run("table = os.getenv('NOTHING', 'something')")
        cls.kernel.run("def use(x): return table")

    def test_a_variable_that_a_worker_lacks(self):
        for pool in ("mp.get_context('spawn').Pool(1)", "ProcessPoolExecutor(1, mp.get_context('spawn'))"):
            with self.subTest(pool):
                run = self.kernel.run(f"with {pool} as pool: list(pool.map(use, [1]))")
                self.assertEqual(run.error["ename"], "NameError")
                self.assertIn("the child has no 'table'. Cell In[2] sets it", run.traceback)
                self.assertIn("Pass 'table' as an argument", run.traceback)

    def test_a_variable_that_a_process_lacks(self):
        for method in METHODS[1:]:
            with self.subTest(method):
                run = self.run_cell(f"p = mp.get_context({method!r}).Process(target=use, args=(1,)); p.start(); p.join()")
                self.assertIn("NameError: name 'table' is not defined", run.raw)
                self.assertIn("Hint: the child has no 'table'. Cell In[2] sets it", run.raw)

    def test_a_function_defined_after_the_pool_began(self):
        for method in METHODS:
            with self.subTest(method):
                late = f"late_{method}"
                self.run_cell(f"pool = mp.get_context({method!r}).Pool(1)\npool.apply(abs, (1,))")
                run = self.kernel.run(f"def {late}(x): return x\npool.map({late}, [1, 2])")
                self.assertIn(f"this worker has no '{late}'", run.error["evalue"])
                self.assertEqual(self.run_cell("pool.map(abs, [-1])").result, "[1]", "the pool goes on")
                self.run_cell("pool.terminate(); pool.join()")

    def test_a_class_defined_after_the_pool_began(self):
        self.run_cell("pool = mp.get_context('fork').Pool(1)\npool.apply(abs, (1,))")
        run = self.kernel.run("class Late: pass\npool.map(Late, [1, 2])")
        self.assertIn("this worker has no 'Late'", run.error["evalue"])
        self.run_cell("pool.terminate(); pool.join()")

    def test_a_function_that_could_not_be_defined_in_the_child(self):
        self.run_cell("class Holder: value = table.upper()\ndef make(): return lambda f: f\ndecorate = make()\n@decorate\ndef decorated(x): return x")
        run = self.kernel.run("with mp.get_context('spawn').Pool(1) as pool: pool.map(decorated, [1])")
        self.assertIn("'decorated' could not be defined in this child", run.error["evalue"])
        self.assertIn("decorate", run.error["evalue"])

    def test_an_error_that_is_not_of_a_child_gets_no_hint(self):
        self.assertNotIn("Hint", self.kernel.run("tabel").traceback)

    def test_a_coroutine_that_nobody_awaited_is_named(self):
        for code in ("async def main(): pass\nmain()", "async def main(): pass\nmain()\nNone"):
            run = self.run_cell(code)
            self.assertIn("coroutine 'main' was never awaited", run.text("stderr"))
        self.assertEqual(self.run_cell("async def main(): return 1\nawait main()").text("stderr"), "")

    def test_children_that_see_no_cells(self):
        code = "p = mp.get_context('spawn').Process(target=use, args=(1,)); p.start(); p.join(); p.exitcode"
        run = self.kernel.start(code, children_see_cells=False)
        self.kernel.finish(run)
        self.assertEqual(run.result, "1")
        self.assertIn("AttributeError", run.raw)
