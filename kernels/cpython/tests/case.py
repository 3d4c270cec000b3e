"""A test case with a kernel that its tests share; each test runs cells in it."""
import unittest

from .client import Kernel


class KernelTest(unittest.TestCase):
    """`self.kernel` is started once for the class and closed after it."""

    #: Files beside the notebook: {name: text}.
    files = {}

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel(cls.files)
        cls.addClassCleanup(cls.kernel.close)

    def run_cell(self, code):
        """Run a cell that must succeed."""
        run = self.kernel.run(code)
        self.assertEqual(run.of_kind("error"), [], run.text("stderr"))
        return run
