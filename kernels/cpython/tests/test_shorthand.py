"""Magics, commands and help: what notebooks write and Python does not know."""
import glob
import importlib.util
import os
import sys
import time
import unittest

from cpython import shorthand

from .case import KernelTest


class Translation(unittest.TestCase):
    def test_python_stays_as_it_is(self):
        for source in (
            "a % b",
            "x = (a\n%b)",
            "x = [1,\n!=2]",
            "x = 5 \\\n% 3",
            "'''\n%time\n!ls\nwhat?\n'''",
            'f"""\n{x}\n!ls\n"""',
            "x != y",
            "# really?\nx = 'why?'",
            "'it\\'s (' + \"%\"\nx = 'a \\\n%b'",
            "def f():\n    return 'x=%s' % 3",
            "print('%d' % 3)\nf'{x!r}'",
        ):
            with self.subTest(source):
                self.assertEqual(shorthand.translate(source), (source, {}))

    def test_the_standard_library_stays_as_it_is(self):
        folder = os.path.dirname(os.__file__)
        paths = glob.glob(os.path.join(folder, "*.py")) + glob.glob(os.path.join(folder, "test", "test_[fgst]*.py"))
        for path in filter(os.path.isfile, paths):
            with open(path, encoding="utf-8", errors="replace") as file:
                source = file.read()
            with self.subTest(path):
                self.assertEqual(shorthand.translate(source)[1], {})

    def test_each_line_keeps_its_number(self):
        source = "x = 1\nif x:\n    %cd a \\\n      b\n    !ls\ny = !ls\nobj?\nz = 3"
        python, lines = shorthand.translate(source)
        self.assertEqual(python.count("\n"), source.count("\n"))
        self.assertEqual(sorted(lines), [3, 5, 6, 7])
        self.assertEqual(python.split("\n")[7], "z = 3")
        compile(python, "cell", "exec")


class Shorthand(KernelTest):
    files = {"script.py": "import sys\nprint(__name__, sys.argv[1:])\nmade = 7\ndef f(): return made\n"}

    def error(self, code):
        return self.kernel.run(code).error

    def test_time_tells_and_gives_the_value(self):
        run = self.run_cell("%time 6 * 7")
        self.assertEqual(run.result, "42")
        self.assertRegex(run.text(), r"^CPU times: user .*\nWall time: .*s\n$")
        self.assertEqual(self.run_cell("%time kept = 5\nkept").result, "5")
        self.run_cell("import asyncio")
        self.assertEqual(self.run_cell("%time await asyncio.sleep(0, 'slept')").result, "'slept'")

    def test_time_of_a_whole_cell(self):
        run = self.run_cell("%%time\ndef g():\n    return 3\ng()")
        self.assertEqual(run.result, "3")
        self.assertIn("Wall time:", run.text())
        self.assertEqual(self.run_cell("g()").text(), "", "the next cell is not timed")
        self.assertIn("Wall time:", self.kernel.run("%%time\n1/0").text())

    def test_children_find_what_a_timed_cell_defines(self):
        run = self.run_cell(
            "%%time\nimport multiprocessing\ndef tripled(x): return 3 * x\n"
            "with multiprocessing.get_context('spawn').Pool(1) as pool: shown = pool.map(tripled, [1, 2])\nshown"
        )
        self.assertEqual(run.result, "[3, 6]")

    def test_timeit(self):
        run = self.run_cell("n = 3\n%timeit -n 10 -r 2 sum(range(n))")
        self.assertRegex(run.text(), r"per loop \(mean ± std\. dev\. of 2 runs, 10 loops each\)")
        run = self.run_cell("%%timeit -n 5 -r 1 t = 1\nt += 1\nt * 2")
        self.assertIn("1 run, 5 loops each", run.text())

    def test_an_error_in_a_magic_points_at_its_line_of_the_cell(self):
        run = self.kernel.run("x = 1\n%time x / 0")
        self.assertEqual(run.traceback.count("Cell In["), 1)
        self.assertIn(", line 2", run.traceback)
        self.assertIn("%time x / 0", run.traceback)
        run = self.kernel.run("%%timeit\na = 1\nb = a / 0")
        self.assertIn(", line 3", run.traceback)
        run = self.kernel.run("x = 1\n%time x +")
        self.assertEqual(run.error["ename"], "SyntaxError")
        self.assertIn(", line 2", run.traceback)
        run = self.kernel.run("!true\nx = = 1")
        self.assertIn(", line 2", run.traceback)

    def test_an_unknown_magic_says_so_and_suggests(self):
        self.assertEqual(self.error("%tiem 1")["evalue"], "no magic is called %tiem; did you mean %time?")
        self.assertEqual(self.error("%%tiemit\n1")["evalue"], "no magic is called %%tiemit; did you mean %%timeit?")
        self.assertIn("it exists as %%bash", self.error("%bash ls")["evalue"])
        self.assertIn("%cd", self.error("%zzzz")["evalue"])
        self.assertIn("first line", self.error("x = 1\n%%bash\nls")["evalue"])

    def test_commands_write_to_the_cell(self):
        run = self.run_cell("print('a')\n!echo b; echo c >&2\nprint('d')")
        self.assertEqual(run.merged.replace("\r", ""), "a\nb\nc\nd\n")
        self.assertEqual(self.run_cell("!exit 3\n_exit_code").result, "3")

    def test_commands_see_names(self):
        self.run_cell("where = 'here'\nimport os")
        run = self.run_cell("x = !echo $where {where.upper()} $HOME {{}} $nothing_here.\nx[0]")
        self.assertEqual(run.result, repr(f"here HERE {os.environ['HOME']} {{}} ."))
        run = self.run_cell("x = !echo 1 2 | awk '{print $2}'\nx")
        self.assertEqual(run.result, "['2']")
        run = self.run_cell("def f(inner):\n    found = !echo {inner}\n    return found.n\nf('deep')")
        self.assertEqual(run.result, "'deep'")

    def test_an_interrupt_ends_a_command(self):
        run = self.kernel.start("print('in')\n!sleep 60; echo never")
        self.kernel.wait(lambda: "in" in run.text())
        again = 0
        while not run.of_kind("execute_reply"):
            if time.monotonic() > again:
                self.kernel.interrupt()
                again = time.monotonic() + 2
            self.kernel.take_in()
            self.kernel.wait(lambda: True)
        self.kernel.finish(run)
        self.assertEqual(run.error["ename"], "KeyboardInterrupt")
        self.assertNotIn("never", run.raw)
        self.assertEqual(self.run_cell("import os\nx = !pgrep -P {os.getpid()} sleep\nx").result, "[]")

    def test_folders(self):
        self.run_cell("import os\nos.makedirs('deeper', exist_ok=True)")
        home = self.run_cell("%pwd").result
        self.assertTrue(self.run_cell("%cd deeper\nhere = %pwd\nhere").result.endswith("deeper'"))
        self.assertEqual(self.run_cell("%cd -\n%pwd").result, home)
        self.assertIn("No such file", self.error("%cd nowhere")["evalue"])

    def test_environment(self):
        self.assertEqual(self.run_cell("%env GILSCOPE_TEST=some thing\n%env GILSCOPE_TEST").result, "'some thing'")
        self.assertEqual(self.run_cell("%env GILSCOPE_TEST other\nos.environ['GILSCOPE_TEST']").result, "'other'")
        self.assertIn("NOT_THERE", self.error("%env NOT_THERE")["evalue"])

    def test_a_script_runs_as_main_and_leaves_its_names(self):
        run = self.run_cell("%run script.py one 'two three'\nmade, f(), __name__")
        self.assertEqual(run.text(), "__main__ ['one', 'two three']\n")
        self.assertEqual(run.result, "(7, 7, '__main__')")
        self.assertIn("cannot read nothing.py", self.error("%run nothing.py")["evalue"])

    def test_names(self):
        self.run_cell("%reset -f\nalpha = [1, 2]; beta = 'text'")
        self.assertEqual(self.run_cell("%who").text(), "alpha\tbeta\n")
        self.assertEqual(self.run_cell("%who str").text(), "beta\n")
        self.assertIn("[1, 2]", self.run_cell("%whos").text())
        self.run_cell("%reset -f")
        self.assertEqual(self.error("alpha")["ename"], "NameError")
        self.assertEqual(self.run_cell("1\n2").result, "2")

    def test_cells_for_others(self):
        run = self.run_cell("%%bash\nfor i in 1 2; do\n  echo line $i\ndone\n")
        self.assertEqual(run.raw.replace("\r", ""), "line 1\nline 2\n")
        self.assertEqual(self.error("%%bash\nexit 4")["ename"], "CalledProcessError")
        self.run_cell("%%writefile out.txt\n%not a magic\n  kept\n")
        self.run_cell("%%writefile -a out.txt\nmore\n")
        self.assertEqual(self.run_cell("open('out.txt').read()").result, r"'%not a magic\n  kept\nmore\n'")

    def test_help(self):
        self.run_cell("def twice(x: int, *rest, by=2) -> int:\n    '''Doubles.'''\n    return by * x")
        for code in ("twice?", "?twice"):
            text = self.run_cell(code).text()
            self.assertIn("twice(x: int, *rest, by=2) -> int", text)
            self.assertIn("Doubles.", text)
        self.assertIn("return by * x", self.run_cell("twice??").text())
        self.assertIn("%cd folder", self.run_cell("%cd?").text())
        self.assertIn("not defined", self.run_cell("nothing?").text("stderr"))

    @unittest.skipUnless(importlib.util.find_spec("pip"), "this Python has no pip")
    def test_pip_is_this_pythons(self):
        run = self.kernel.run("%pip --version")
        self.assertIn(f"python {sys.version_info[0]}.{sys.version_info[1]}", run.raw)
