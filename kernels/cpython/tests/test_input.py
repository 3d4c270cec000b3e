"""Questions to the user."""
from .case import KernelTest


class Input(KernelTest):
    def question(self, run):
        return self.kernel.wait(lambda: run.of_kind("input_request"))[-1]

    def answered(self, code, value):
        run = self.kernel.start(code)
        asked = self.question(run)
        self.kernel.send(kind="input_reply", request=asked["request"], value=value)
        self.kernel.finish(run)
        return run, asked

    def test_input_brings_the_answer(self):
        run, asked = self.answered("print('before')\nname = input('名字? ')\nprint('hello', name)", "小明")
        self.assertEqual((asked["prompt"], asked["password"]), ("名字? ", False))
        self.assertEqual(run.text(), "before\nhello 小明\n")
        self.assertEqual([event["kind"] for event in run.events][1:3], ["stream", "input_request"])

    def test_getpass_hides_it(self):
        run, asked = self.answered("import getpass\nlen(getpass.getpass())", "secret")
        self.assertEqual((asked["prompt"], asked["password"], run.result), ("Password: ", True, "6"))

    def test_stdin_is_read_by_lines(self):
        run, _ = self.answered("import sys\nsys.stdin.readline()", "line")
        self.assertEqual(run.result, r"'line\n'")

    def test_the_end_of_input_is_an_eof_error(self):
        run = self.kernel.start("input()")
        self.kernel.send(kind="input_end", request=self.question(run)["request"])
        self.kernel.finish(run)
        self.assertEqual(run.error["ename"], "EOFError")

    def test_an_interrupt_withdraws_the_question(self):
        run = self.kernel.start("input('stuck? ')")
        asked = self.question(run)
        self.kernel.interrupt()
        self.kernel.finish(run)
        self.assertEqual(run.error["ename"], "KeyboardInterrupt")
        self.assertEqual(run.of_kind("input_cancelled")[0]["request"], asked["request"])
        self.kernel.send(kind="input_reply", request=asked["request"], value="too late")
        self.assertEqual(self.run_cell("1").result, "1")

    def test_any_thread_may_ask(self):
        run, _ = self.answered(
            "import threading\nt = threading.Thread(target=lambda: print(input('thread? ')))\nt.start(); t.join()", "yes"
        )
        self.assertEqual(run.text(), "yes\n")

    def test_a_forked_child_that_asks_gets_python_s_own_input(self):
        run = self.run_cell(
            "import multiprocessing\n"
            "def ask():\n    try: input()\n    except EOFError: print('no input in a child')\n"
            "p = multiprocessing.get_context('fork').Process(target=ask); p.start(); p.join()"
        )
        self.kernel.wait(lambda: "no input in a child" in run.raw)

    def test_pdb_asks_too(self):
        run, asked = self.answered("import pdb\ndef f(x):\n    pdb.set_trace()\n    return x\nf(5)\nprint('on')", "c")
        self.assertIn("-> ", run.text(), "it shows the line where it stands")
        self.assertIn("(Pdb)", asked["prompt"])
        self.assertIn("on\n", run.text())
