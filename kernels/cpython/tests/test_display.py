"""Rich values and display()."""
from .case import KernelTest


class Display(KernelTest):
    def test_a_value_offers_its_richer_forms(self):
        run = self.run_cell(
            "class Rich:\n"
            "    def __repr__(self): return 'plain'\n"
            "    def _repr_html_(self): return '<b>html</b>'\n"
            "    def _repr_png_(self): return b'\\x89PNG'\n"
            "    def _repr_svg_(self): return None\n"
            "Rich()"
        )
        data = run.of_kind("execute_result")[0]["data"]
        self.assertEqual(data, {"text/html": "<b>html</b>", "image/png": "iVBORw==", "text/plain": "plain"})

    def test_a_mime_bundle_goes_first_and_brings_metadata(self):
        run = self.run_cell(
            "class Bundle:\n"
            "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
            "        return {'text/html': '<i>'}, {'text/html': {'width': 1}}\n"
            "display(Bundle())"
        )
        event = run.of_kind("display_data")[0]
        self.assertEqual(event["data"]["text/html"], "<i>")
        self.assertEqual(event["metadata"], {"text/html": {"width": 1}})

    def test_a_broken_form_is_told_and_the_others_are_shown(self):
        run = self.run_cell("class Half:\n    def __repr__(self): return 'half'\n    def _repr_html_(self): 1/0\nHalf()")
        self.assertEqual(run.result, "half")
        self.assertIn("ZeroDivisionError", run.text("stderr"))

    def test_a_class_and_a_mock_are_shown_plainly(self):
        run = self.run_cell("class C:\n    def _repr_html_(self): return 'x'\nC")
        self.assertEqual(list(run.of_kind("execute_result")[0]["data"]), ["text/plain"])
        run = self.run_cell("from unittest.mock import Mock\nMock(name='m')")
        self.assertEqual(list(run.of_kind("execute_result")[0]["data"]), ["text/plain"])

    def test_display_can_be_updated_and_cleared(self):
        run = self.run_cell("h = display(1, display_id='d')\nh.update(2)\nclear_output(wait=True)\ndisplay(3, display_id=True)")
        kinds = [event["kind"] for event in run.events[1:-1]]
        self.assertEqual(kinds, ["display_data", "update_display_data", "clear_output", "display_data", "execute_result"])
        self.assertEqual(run.events[2]["display_id"], "d")
        self.assertEqual(run.events[2]["data"], {"text/plain": "2"})
        self.assertIs(run.events[3]["wait"], True)

    def test_display_keeps_its_place_among_prints_and_raw_output(self):
        run = self.run_cell("import os\nprint('a'); os.system('echo raw'); display(1); print('b')")
        self.assertEqual([event["kind"] for event in run.events[1:-1]], ["stream", "display_data", "stream"])
        marker = b"\x1b]7373;%d\x07" % run.of_kind("display_data")[0]["fence"]
        self.assertIn(b"raw", run.terminal.partition(marker)[0])

    def test_long_containers_are_laid_out(self):
        self.assertIn("\n", self.run_cell("{str(i) * 5: list(range(9)) for i in range(5)}").result)

    def test_names_of_the_users_own_are_left_alone(self):
        self.assertEqual(self.run_cell("_ = len\n5").result, "5")
        self.assertEqual(self.run_cell("_('four')").result, "4")
        self.run_cell("del _")
        self.run_cell("Out = 3; In = 4\n6")
        self.assertEqual(self.run_cell("7").result, "7")
