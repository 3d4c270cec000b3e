"""What the kernel tells of asyncio's tasks."""
import sys
import unittest

from .case import KernelTest

SLEEPERS = """
import asyncio
async def sleeper(seconds):
    await asyncio.sleep(seconds)
async def main():
    await asyncio.gather(*[sleeper(0.01 * n) for n in (1, 2, 3)])
asyncio.run(main())
"""


class Task:
    """All that was told of one task."""

    def __init__(self, about):
        self.__dict__.update(about)
        #: (begin, end, what it awaited then)
        self.rows = []
        self.ran = self.steps = 0
        self.state = "pending"


class Told:
    """Messages put together."""

    def __init__(self, messages):
        self.tasks, self.awaited, self.holds, self.messages = {}, {-1: "ended", -2: "ready"}, [], messages
        for message in messages:
            for about in message["tasks"]:
                self.tasks[about["task"]] = Task(about)
            for each in message["awaited"]:
                detail = "" if each["detail"] is None else f" {each['detail']}"
                self.awaited[each["number"]] = each["what"] + detail
            numbers = iter(message["steps"])
            for task, begin, end, waits, ran, steps in zip(*[numbers] * 6):
                if task in self.tasks:
                    known = self.tasks[task]
                    known.rows.append((message["since"] + begin, message["since"] + end, self.awaited[waits]))
                    known.ran, known.steps = ran, steps
            for end in message["ends"]:
                if end["task"] in self.tasks:
                    self.tasks[end["task"]].state = end["state"]
                    self.tasks[end["task"]].steps = end["steps"]
            self.holds += message["holds"]

    def of(self, coroutine):
        return [task for task in self.tasks.values() if task.coroutine.endswith(coroutine)]

    def one(self, coroutine):
        (task,) = self.of(coroutine)
        return task

    def waits(self, coroutine):
        """What a task awaited, one after the other."""
        words = [words for _, _, words in self.one(coroutine).rows]
        return [words for i, words in enumerate(words) if words != "ended" and (i == 0 or words != words[i - 1])]


class Tasks(KernelTest):
    def watched(self, code, succeeds=True):
        """Run a cell as the app does when it watches; what was told of its tasks."""
        before = len(self.kernel.told)
        run = self.kernel.start(code, record_tasks=True)
        self.kernel.finish(run)
        if succeeds:
            self.assertEqual(run.of_kind("error"), [], run.text("stderr"))
        return Told([each for each in self.kernel.told[before:] if each["kind"] == "task_steps"])

    def test_sleepers_under_their_parent(self):
        told = self.watched(SLEEPERS)
        main, sleepers = told.one("main"), told.of("sleeper")
        self.assertEqual(len(sleepers), 3)
        self.assertEqual({task.parent for task in sleepers}, {main.task})
        self.assertEqual({task.state for task in [main, *sleepers]}, {"done"})
        self.assertEqual(told.waits("main"), ["gather 3"])
        self.assertEqual(sorted(rows[0][2] for rows in (task.rows for task in sleepers)), ["sleep 0.01", "sleep 0.02", "sleep 0.03"])
        self.assertEqual({task.steps for task in sleepers}, {2})
        slept = sleepers[2].rows[1][0] - sleepers[2].rows[0][1]
        self.assertGreaterEqual(slept, 29_000)
        self.assertTrue(all(task.run == self.kernel.runs[-1].name for task in sleepers))
        self.assertTrue(main.file.startswith("Cell In["))
        self.assertEqual(sleepers[0].line, 6)

    def test_it_says_what_it_cost(self):
        told = self.watched(SLEEPERS)
        self.assertGreater(sum(message["cost_us"] for message in told.messages), 0)

    def test_what_is_awaited_is_named(self):
        told = self.watched(
            "import asyncio, sys, time\n"
            "async def locked(lock):\n    async with lock: pass\n"
            "async def getting(queue): await queue.get()\n"
            "async def putting(queue): await queue.put(2)\n"
            "async def event(e): await e.wait()\n"
            "async def semaphore(s): await s.acquire()\n"
            "async def condition(c):\n    async with c: await c.wait()\n"
            "async def limited(queue): await asyncio.wait_for(queue.get(), 5)\n"
            "async def waiting(task): await asyncio.wait([task])\n"
            "async def joining(task): await task\n"
            "async def thread(): await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.01)\n"
            "async def bare(future): await future\n"
            "async def reading(reader): await reader.readline()\n"
            "async def main():\n"
            "    lock, empty, full, e, s, c = asyncio.Lock(), asyncio.Queue(), asyncio.Queue(1), asyncio.Event(), asyncio.Semaphore(0), asyncio.Condition()\n"
            "    future, reader = asyncio.get_running_loop().create_future(), asyncio.StreamReader()\n"
            "    await lock.acquire(); full.put_nowait(1)\n"
            "    b = asyncio.create_task(bare(future)); b.set_name('b')\n"
            "    rest = [asyncio.create_task(each) for each in (locked(lock), getting(empty), putting(full), event(e), semaphore(s), condition(c),\n"
            "        limited(empty), waiting(b), joining(b), thread(), reading(reader))]\n"
            "    await asyncio.sleep(0.02)\n"
            "    lock.release(); empty.put_nowait(1); empty.put_nowait(1); full.get_nowait(); e.set(); s.release(); future.set_result(1); reader.feed_data(b'x\\n')\n"
            "    async with c: c.notify()\n"
            "    await asyncio.gather(*rest)\n"
            "asyncio.run(main())"
        )
        for coroutine, words in {
            "locked": "Lock", "getting": "Queue.get", "putting": "Queue.put", "event": "Event", "semaphore": "Semaphore",
            "condition": "Condition", "waiting": "wait 1", "joining": "task b", "thread": "executor", "bare": "Future bare",
            "reading": "socket read",
        }.items():  # fmt: skip
            with self.subTest(coroutine):
                self.assertEqual(told.waits(coroutine)[0], words)
        with self.subTest("limited"):
            self.assertIn(told.waits("limited")[0], ("Queue.get", "wait_for"))
        self.assertEqual(told.one("bare").name, "b")

    def test_how_tasks_end(self):
        told = self.watched(
            "import asyncio\n"
            "async def fails(): raise ValueError\n"
            "async def forever(): await asyncio.Event().wait()\n"
            "async def main():\n"
            "    task = asyncio.create_task(forever())\n"
            "    await asyncio.sleep(0); task.cancel()\n"
            "    await asyncio.gather(task, asyncio.create_task(fails()), return_exceptions=True)\n"
            "asyncio.run(main())"
        )
        self.assertEqual([told.one(name).state for name in ("fails", "forever", "main")], ["failed", "cancelled", "done"])

    def test_an_exception_nobody_asks_for_is_still_reported_by_asyncio(self):
        run = self.kernel.start(
            "import asyncio, gc\n"
            "async def fails(): raise ValueError('unseen')\n"
            "async def main():\n    asyncio.ensure_future(fails()); await asyncio.sleep(0.01); gc.collect()\n"
            "asyncio.run(main()); gc.collect()",
            record_tasks=True,
        )
        self.kernel.finish(run)
        self.assertIn("Task exception was never retrieved", run.text("stderr"))

    def test_what_asyncio_says_of_tasks_stays(self):
        run = self.kernel.start(
            "import asyncio, inspect\n"
            "class Mine(asyncio.Task): pass\n"
            "made = []\n"
            "def factory(loop, coro, **options):\n    made.append(coro); return Mine(coro, loop=loop, **options)\n"
            "async def child(): await asyncio.sleep(0.01)\n"
            "async def main():\n"
            "    plain = asyncio.create_task(child())\n"
            "    asyncio.get_running_loop().set_task_factory(factory)\n"
            "    coro = child(); task = asyncio.create_task(coro)\n"
            "    await asyncio.sleep(0)\n"
            "    return (type(plain) is asyncio.Task, type(task) is Mine, made == [coro], task.get_coro() is coro, len(asyncio.all_tasks()), 'coro=<child()' in repr(task),\n"
            "        [frame.f_code.co_name for frame in task.get_stack()], asyncio.get_running_loop().get_task_factory() is factory)\n"
            "asyncio.run(main())",
            record_tasks=True,
        )
        self.kernel.finish(run)
        self.assertEqual(run.result, "(True, True, True, True, 3, True, ['child'], True)")

    def test_a_task_with_its_own_ideas_runs_none_of_them_for_us(self):
        told = self.watched(
            "import asyncio\n"
            "asked = []\n"
            "class Odd(asyncio.Task):\n"
            "    def __eq__(self, other): asked.append('eq'); return True\n"
            "    def __hash__(self): asked.append('hash'); return 1\n"
            "    def __repr__(self): asked.append('repr'); return ''\n"
            "    def get_name(self): asked.append('name'); return ''\n"
            "    def get_coro(self): asked.append('coro')\n"
            "async def odd(): await asyncio.sleep(0.01)\n"
            "async def main():\n"
            "    loop = asyncio.get_running_loop(); loop.set_task_factory(lambda loop, coro, **more: Odd(coro, loop=loop))\n"
            "    task = loop.create_task(odd()); del asked[:]\n"
            "    await asyncio.sleep(0.02); seen = list(asked); loop.set_task_factory(None)\n"
            "    assert not {'repr', 'name', 'coro'} & set(seen), seen\n"
            "asyncio.run(main())"
        )
        self.assertEqual(told.one("odd").steps, 2)

    def test_a_top_level_await_and_a_task_that_outlives_its_cell(self):
        told = self.watched(
            "import asyncio\nasync def beats():\n    while True: await asyncio.sleep(0.005)\n"
            "async def begin():\n    global beating; beating = asyncio.create_task(beats())\n"
            "await begin()"
        )
        beats = told.one("beats")
        self.assertEqual((beats.state, beats.parent), ("pending", told.one("<module>").task))
        later = self.watched("await asyncio.sleep(0.03); beating.cancel(); await asyncio.sleep(0.01)")
        again = later.one("beats")
        self.assertEqual((again.task, again.run, again.state), (beats.task, beats.run, "cancelled"))
        self.assertGreater(again.steps, 2)

    def test_loops_in_other_threads(self):
        told = self.watched(
            "import asyncio, threading\n"
            "async def child(): await asyncio.sleep(0.01)\n"
            "async def main(): await asyncio.create_task(child())\n"
            "threads = [threading.Thread(target=lambda: asyncio.run(main())) for _ in range(3)]\n"
            "for each in threads: each.start()\n"
            "for each in threads: each.join()"
        )
        self.assertEqual(len({task.thread for task in told.of("main")}), 3)
        for child in told.of("child"):
            self.assertEqual(told.tasks[child.parent].thread, child.thread)

    def test_a_long_step_that_kept_others_waiting(self):
        told = self.watched(
            "import asyncio, time\n"
            "async def quick(): await asyncio.sleep(0.01)\n"
            "async def blocking(): time.sleep(0.1)\n"
            "async def main(): await asyncio.gather(quick(), quick(), blocking())\n"
            "asyncio.run(main())"
        )
        (hold,) = told.holds
        self.assertEqual((hold["task"], hold["others"]), (told.one("blocking").task, 2))
        self.assertGreaterEqual(hold["end"] - hold["begin"], 99_000)

    def test_many_steps_are_told_together_and_their_sums_stay(self):
        told = self.watched(
            "import asyncio\n"
            "async def spin():\n    for _ in range(20000): await asyncio.sleep(0)\n"
            "asyncio.run(spin())"
        )
        self.assertEqual(told.one("spin").steps, 20001)
        self.assertGreater(sum(message["merged"] for message in told.messages), 0)
        self.assertLess(len(told.one("spin").rows), 20001)

    def test_thousands_of_tasks_are_listed_up_to_a_bound_and_counted(self):
        told = self.watched(
            "import asyncio\n"
            "async def child(): await asyncio.sleep(0)\n"
            "async def main(): await asyncio.gather(*[child() for _ in range(3000)])\n"
            "asyncio.run(main())"
        )
        own = [task for task in told.tasks.values() if task.run == self.kernel.runs[-1].name]
        self.assertEqual(len(own) + sum(message["unlisted"] for message in told.messages), 3001)
        self.assertEqual(len(told.tasks), 2000)

    def test_a_task_in_a_long_step_is_told_of_before_the_step_ends(self):
        before = len(self.kernel.told)
        run = self.kernel.start(
            "import asyncio\n"
            "async def waits(): await asyncio.sleep(1000)\n"
            "async def spins():\n"
            "    await asyncio.sleep(0.01)\n"
            "    while True: pass\n"
            "async def main(): await asyncio.gather(waits(), spins())\n"
            "asyncio.run(main())",
            record_tasks=True,
        )

        def running():
            told = [each for each in self.kernel.told[before:] if each["kind"] == "task_steps"]
            names = {about["task"]: about["coroutine"] for each in told for about in each["tasks"]}
            return [names[task] for task in told[-1]["running"]] if told else []

        self.kernel.wait(lambda: running() == ["spins"])
        self.kernel.interrupt()
        self.kernel.finish(run)
        self.assertEqual(running(), [])

    def test_nothing_is_told_unless_asked(self):
        before = len(self.kernel.told)
        self.run_cell(SLEEPERS)
        self.assertEqual([each for each in self.kernel.told[before:] if each["kind"] == "task_steps"], [])

    def test_an_interrupted_cell_tells_what_came_before(self):
        before = len(self.kernel.told)
        run = self.kernel.start(
            "import asyncio\nasync def forever():\n    await asyncio.sleep(1000)\nasyncio.run(forever())",
            record_tasks=True,
        )
        self.kernel.wait(lambda: any("steps" in each and each["steps"] for each in self.kernel.told[before:]))
        self.kernel.interrupt()
        self.kernel.finish(run)
        told = Told([each for each in self.kernel.told[before:] if each["kind"] == "task_steps"])
        self.assertEqual(run.error["ename"], "KeyboardInterrupt")
        self.assertEqual(told.waits("forever")[0], "sleep 1000.0")

    def test_an_error_shows_none_of_our_frames(self):
        run = self.kernel.start("import asyncio\nasync def f(): 1 / 0\nasyncio.run(f())", record_tasks=True)
        self.kernel.finish(run)
        self.assertNotIn("cpython/tasks.py", run.traceback)

    def test_a_forked_child_says_nothing(self):
        told = self.watched(
            "import asyncio, os\n"
            "async def child(): await asyncio.sleep(0.01)\n"
            "pid = os.fork()\n"
            "if pid == 0:\n    asyncio.run(child()); os._exit(0)\n"
            "os.waitpid(pid, 0)"
        )
        self.assertEqual(told.of("child"), [])

    @unittest.skipIf(sys.version_info < (3, 12), "eager tasks came with 3.12")
    def test_eager_tasks(self):
        told = self.watched(
            "import asyncio\n"
            "async def at_once(): return 1\n"
            "async def later(): await asyncio.sleep(0.01)\n"
            "async def main():\n"
            "    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)\n"
            "    await asyncio.gather(asyncio.create_task(at_once()), asyncio.create_task(later()))\n"
            "asyncio.run(main())"
        )
        self.assertEqual((told.one("at_once").state, told.one("at_once").steps), ("done", 1))
        self.assertEqual((told.one("later").state, told.one("later").steps), ("done", 2))
        self.assertEqual(told.waits("later"), ["sleep 0.01"])

    @unittest.skipIf(sys.version_info < (3, 11), "task groups came with 3.11")
    def test_nested_task_groups(self):
        told = self.watched(
            "import asyncio\n"
            "async def leaf(): await asyncio.sleep(0.01)\n"
            "async def branch():\n"
            "    async with asyncio.TaskGroup() as group:\n"
            "        for _ in range(2): group.create_task(leaf())\n"
            "async def root():\n"
            "    async with asyncio.TaskGroup() as group: group.create_task(branch(), name='left')\n"
            "asyncio.run(root())"
        )
        branch = told.one("branch")
        self.assertEqual((branch.parent, branch.name), (told.one("root").task, "left"))
        self.assertEqual({leaf.parent for leaf in told.of("leaf")}, {branch.task})
        self.assertEqual(told.waits("root"), ["TaskGroup 1"])
        self.assertEqual(told.waits("branch"), ["TaskGroup 2"])
