"""IPython's names without IPython and with it, figures of matplotlib, tables of pandas, long values."""
import importlib.util
import unittest

from .case import KernelTest


def needs(name):
    return unittest.skipUnless(importlib.util.find_spec(name), f"this Python has no {name}")


class IPythonNames(KernelTest):
    def setUp(self):
        # As on a Python without IPython, also where it is installed.
        self.run_cell(
            "import sys\n"
            "class Hidden:\n"
            "    def __init__(self, finder): self.finder = finder\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            "        return None if name.startswith('IPython') else self.finder.find_spec(name, path, target)\n"
            "sys.meta_path[1:-1] = [f if isinstance(f, Hidden) else Hidden(f) for f in sys.meta_path[1:-1]]"
        )

    def shown(self, code):
        run = self.run_cell("from IPython.display import *\nfrom IPython.display import display\n" + code)
        return [event["data"] for event in run.events if "data" in event]

    def test_common_names_can_be_imported(self):
        run = self.run_cell(
            "from IPython.display import (display, HTML, Markdown, Image, SVG, JSON, Math, Latex, clear_output,\n"
            "    update_display, Code, Javascript, Audio, Video, IFrame, FileLink)\n"
            "from IPython import get_ipython\nimport IPython\nIPython.get_ipython() is get_ipython() is not None"
        )
        self.assertEqual(run.result, "True")

    def test_each_shows_as_what_it_is(self):
        for code, mime, content in (
            ("HTML('<b>x</b>')", "text/html", "<b>x</b>"),
            ("Markdown('# x')", "text/markdown", "# x"),
            ("Latex('$x$')", "text/latex", "$x$"),
            ("Math('x^2')", "text/latex", "$\\displaystyle x^2$"),
            ("SVG('<?xml?><svg></svg>')", "image/svg+xml", "<svg></svg>"),
            ("JSON({'a': 1})", "application/json", {"a": 1}),
            ("Javascript('1')", "application/javascript", "1"),
            ("Image(b'\\x89PNG', width=3)", "image/png", "iVBORw=="),
            ("IFrame('https://a.b', 3, 4)", "text/html", '<iframe width="3" height="4" src="https://a.b"></iframe>'),
        ):
            with self.subTest(code):
                self.assertEqual(self.shown(f"display({code})")[0][mime], content)
        self.assertIn("data:audio/wav;base64,UklGR", self.shown("Audio([0, 1, 0, -1], rate=8000)")[0]["text/html"])
        self.assertIn("1 &lt; 2", self.shown("Code('1 < 2', language='python')")[0]["text/html"])

    def test_display_can_be_updated(self):
        run = self.run_cell("from IPython.display import display, HTML\nh = display(1, display_id='x')\nh.update(HTML('2'))")
        self.assertEqual(run.of_kind("update_display_data")[0]["data"]["text/html"], "2")

    def test_a_module_that_is_not_stood_in_for_is_not_there(self):
        self.assertEqual(self.kernel.run("import IPython.lib.deepreload").error["ename"], "ModuleNotFoundError")

    def test_get_ipython_runs_magics(self):
        self.assertTrue(self.run_cell("get_ipython().run_line_magic('pwd', '')").result)
        self.assertEqual(self.run_cell("get_ipython().system('echo hi')").raw, "hi\r\n".replace("\r", ""))


class Installed(KernelTest):
    @needs("IPython")
    def test_ipythons_own_display_reaches_the_cell(self):
        run = self.run_cell(
            "from IPython.display import display, HTML, clear_output\nimport IPython\n"
            "h = display(HTML('<i>'), display_id='y')\nh.update(HTML('<b>'))\nclear_output()\n"
            "HTML.__module__, IPython.get_ipython() is get_ipython()"
        )
        self.assertEqual([event["kind"] for event in run.events[1:4]], ["display_data", "update_display_data", "clear_output"])
        self.assertEqual(run.events[1]["data"]["text/html"], "<i>")
        self.assertEqual(run.result, "('IPython.core.display', True)")

    @needs("matplotlib")
    def test_open_figures_are_shown_at_the_end_of_the_cell(self):
        self.run_cell("import matplotlib.pyplot as plt")
        run = self.run_cell("plt.plot([1, 2]);\nprint('before')")
        self.assertEqual([event["kind"] for event in run.events[1:-1]], ["stream", "display_data"])
        self.assertTrue(run.events[2]["data"]["image/png"].startswith("iVBOR"))
        self.assertEqual(self.run_cell("1").of_kind("display_data"), [])
        run = self.run_cell("fig, ax = plt.subplots()\nax.plot([1, 2])\nfig")
        self.assertIn("image/png", run.of_kind("execute_result")[0]["data"])
        self.assertEqual(run.of_kind("display_data"), [], "not twice")
        run = self.run_cell("for i in range(2):\n    plt.plot([i])\n    plt.show()\n    print(i)")
        self.assertEqual([event["kind"] for event in run.events[1:-1]], ["display_data", "stream"] * 2)
        self.assertEqual(len(self.kernel.run("plt.plot([1])\n1/0").of_kind("display_data")), 1)

    @needs("matplotlib")
    def test_figures_as_svg_and_for_fine_screens(self):
        run = self.run_cell("%matplotlib inline svg\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);")
        self.assertIn("<svg", run.of_kind("display_data")[0]["data"]["image/svg+xml"])
        run = self.run_cell("%config InlineBackend.figure_format = 'retina'\nplt.plot([1, 2]);")
        self.assertGreater(run.of_kind("display_data")[0]["metadata"]["image/png"]["width"], 100)
        self.run_cell("%matplotlib inline png")

    @needs("pandas")
    def test_tables(self):
        run = self.run_cell("import pandas as pd\npd.DataFrame({'a': [1, 2]})")
        self.assertIn("<table", run.of_kind("execute_result")[0]["data"]["text/html"])


class LongValues(KernelTest):
    def test_the_middle_is_left_out_and_can_be_seen(self):
        run = self.run_cell("'a' * 1_000_000")
        count = run.reply["execution_count"]
        self.assertLess(len(run.result), 11_000)
        self.assertTrue(f"print(repr(_{count})) shows all" in run.result, run.result[7990:8100])
        self.assertEqual(len(self.run_cell(f"print(repr(_{count}))").text()), 1_000_003)

    def test_a_thousand_lines_are_shown_whole(self):
        self.assertEqual(len(self.run_cell("'a' * 9000").result), 9002)
