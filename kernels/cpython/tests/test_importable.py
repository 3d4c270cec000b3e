"""What of the cells is carried to children, and how the file that carries it behaves."""
import os
import runpy
import tempfile
import unittest

from cpython.execute import Cell
from cpython.importable import Importable


class Importables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.importable = Importable(lambda: self.folder)
        self.count = 0

    def defines(self, *cells):
        """The user's names in a module of these cells."""
        for source in cells:
            self.count += 1
            self.importable.add(Cell(source, f"Cell In[{self.count}]", 0), 0)
        module = runpy.run_path(self.importable.write(), run_name="__mp_main__")
        self.missing = module["__gilscope_missing__"]
        return {name: value for name, value in module.items() if not name.startswith("_")}

    def test_definitions_and_pure_values_are_carried(self):
        names = self.defines(
            "import os.path, re as regex\nfrom collections import namedtuple\n"
            "N = 3\nTEXT: str = f'{N}!'\nBOTH = A, B = 1, N + 1\nP = namedtuple('P', 'x y')\nR = regex.compile('a')\n"
            "double = lambda x: 2 * x\ndef f(n=N): return n\nasync def g(): pass\nclass C: size = N\n"
            "try:\n    import absent_module as fast\nexcept ImportError:\n    fast = None\n"
            "if N > 2:\n    def h(): return 'h'\n"
        )
        self.assertEqual(names["TEXT"], "3!")
        self.assertEqual((names["A"], names["B"], names["BOTH"]), (1, 4, (1, 4)))
        self.assertEqual((names["f"](), names["double"](2), names["h"](), names["C"].size), (3, 4, "h", 3))
        self.assertIsNone(names["fast"])
        self.assertEqual(names["P"](1, 2).y, 2)
        self.assertEqual(self.missing, {})

    def test_what_acts_is_not(self):
        names = self.defines(
            "print('no')\nopened = open('/absent')\nfor i in range(3): pass\nwhile False: pass\n"
            "if __name__ == '__main__':\n    inside = 1\nx = undefined_function()\nwith open('/absent') as w: pass\n"
            "y = [n for n in (1, 2)]\nz = 1\nz += 1"
        )
        self.assertEqual(set(names), set())

    def test_a_name_bound_anew_by_something_that_acts_is_no_longer_carried(self):
        self.assertEqual(self.defines("x = 1\ny = 2", "x = make()\ndel y\nv = 3\nfor v in (): pass"), {})

    def test_order_of_cells_does_not_matter(self):
        names = self.defines("class Child(Base): pass", "class Base: pass", "x = 1", "z = x", "x = 2")
        self.assertTrue(issubclass(names["Child"], names["Base"]))
        self.assertEqual(names["x"], 2)

    def test_one_failure_is_recorded_and_breaks_no_other(self):
        names = self.defines("@absent\ndef f(): pass\ndef g(): return 'g'\nraise_it = 1 / 0")
        self.assertEqual(set(names), {"g"})
        self.assertEqual(set(self.missing), {"f", "raise_it"})

    def test_text_is_carried_exactly(self):
        names = self.defines(
            's = """two\n  lines\n\\n"""; t = "中"; u = 1\r\n@staticmethod\r\ndef f():\r\n    return """a\r\n b"""\r\nclass K:\n\tx = 1'
        )
        self.assertEqual((names["s"], names["t"], names["u"]), ("two\n  lines\n\n", "中", 1))
        self.assertEqual(names["K"].x, 1)

    def test_running_a_cell_again_does_not_make_the_file_grow(self):
        sizes = set()
        for _ in range(3):
            self.count = 0
            self.defines("def f(): pass\nx = 1\nimport os")
            sizes.add(os.path.getsize(self.importable.write()))
        self.assertEqual(len(sizes), 1)

    def test_a_file_is_written_only_when_something_changed(self):
        self.defines("x = 1", "print(x)")
        first = self.importable.write()
        self.defines("print(x + 1)")
        self.assertEqual(self.importable.write(), first)
        self.defines("x = 3")
        self.assertNotEqual(self.importable.write(), first)
        self.assertTrue(os.path.exists(first), "workers that run still read it")
