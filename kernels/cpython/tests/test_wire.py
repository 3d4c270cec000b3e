"""The messages, against the examples that the app's own tests read."""
import json
import os
import unittest

from cpython import wire

EXAMPLES = os.path.join(
    os.path.dirname(__file__), *[os.pardir] * 3, "common", "messages.examples.jsonl"
)


class Messages(unittest.TestCase):
    def test_every_example_survives_decoding_and_encoding(self):
        with open(EXAMPLES, encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertGreater(len(lines), 10)
        for line in lines:
            with self.subTest(line):
                self.assertEqual(json.loads(wire.encode(wire.decode(line))), json.loads(line))

    def test_a_message_is_one_line_of_ascii(self):
        line = wire.encode({"kind": "stream", "text": "你\n\ud800\r"})
        self.assertEqual(line.count(b"\n"), 1)
        self.assertTrue(line.isascii())
        self.assertEqual(wire.decode(line)["text"], "你\n\ud800\r")

    def test_what_is_no_json_is_refused(self):
        with self.assertRaises(ValueError):
            wire.encode({"data": float("nan")})
