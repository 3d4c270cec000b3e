"""asyncio in cells, as in a fresh interpreter."""
import sys
import unittest

from .case import KernelTest

LEGACY = """
import asyncio
loop = asyncio.get_event_loop()
loop.call_later(0.01, loop.stop)
loop.run_forever()
loop.close()
print('done')
"""


class Asyncio(KernelTest):
    def test_await_for_and_with_at_the_top_level(self):
        run = self.run_cell(
            "import asyncio\n"
            "class C:\n"
            "    async def __aenter__(self): return 1\n"
            "    async def __aexit__(self, *_): pass\n"
            "async def numbers():\n    yield 2\n    yield 3\n"
            "async with C() as one: print(one)\n"
            "async for n in numbers(): print(n)\n"
            "[n async for n in numbers()] + [await asyncio.sleep(0, 4)]"
        )
        self.assertEqual((run.text(), run.result), ("1\n2\n3\n", "[2, 3, 4]"))

    def test_a_task_of_one_cell_can_be_awaited_in_the_next(self):
        self.run_cell("import asyncio\nasync def begin(): return asyncio.ensure_future(asyncio.sleep(0.01, 'slept'))\ntask = await begin()")
        self.assertEqual(self.run_cell("await task").result, "'slept'")

    def test_run_and_await_take_turns(self):
        for _ in range(2):
            self.assertEqual(self.run_cell("import asyncio\nasyncio.run(asyncio.sleep(0, 1))").result, "1")
            self.assertEqual(self.run_cell("await asyncio.sleep(0, 2)").result, "2")

    def test_an_error_in_an_awaited_coroutine_shows_only_the_users_frames(self):
        run = self.kernel.run("async def f():\n    1 / 0\nawait f()")
        self.assertNotIn("asyncio", run.traceback)
        self.assertIn("line 3, in <module>", run.traceback)
        self.assertIn("line 2, in f", run.traceback)

    def test_a_loop_the_user_keeps_stays_set(self):
        self.run_cell("import asyncio\nmine = asyncio.new_event_loop(); asyncio.set_event_loop(mine)")
        self.assertEqual(self.run_cell("asyncio.get_event_loop() is mine").result, "True")
        self.run_cell("mine.close(); asyncio.set_event_loop(None)")

    @unittest.skipIf(sys.version_info >= (3, 14), "from 3.14 on get_event_loop() makes no loop")
    def test_the_legacy_loop_works_again_and_again(self):
        for _ in range(2):
            self.assertEqual(self.run_cell(LEGACY).text(), "done\n")
            self.run_cell("import asyncio\nasyncio.run(asyncio.sleep(0))")

    @unittest.skipIf(sys.version_info < (3, 14), "before 3.14 get_event_loop() makes a loop")
    def test_pythons_refusal_is_shown(self):
        run = self.kernel.run(LEGACY)
        self.assertEqual(run.error["ename"], "RuntimeError")
        self.assertIn("no current event loop", run.error["evalue"])
