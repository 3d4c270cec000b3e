"""Bytes laid out as macOS does, and what is read of them."""
import struct
import unittest

from watcher import macos
from watcher.looks import RUNNABLE, STOPPED, WAITING, Process, Thread


def task_all(pid, parent, *, comm="Python", name="", status=2, started=(0, 0), user=0, system=0):
    """A proc_taskallinfo, field by field."""
    bsd = struct.pack("<12I", 0, status, 0, pid, parent, 501, 20, 501, 20, 501, 20, 0)
    bsd += struct.pack("<16s32s", comm.encode(), name.encode())
    bsd += struct.pack("<5Ii2Q", 12, pid, 0, 0, 0, 0, *started)
    task = struct.pack("<6Q", 1 << 40, 1 << 20, user, system, user // 2, system // 2)
    return bsd + task + struct.pack("<12i", 0, 5, 6, 7, 8, 9, 10, 11, 12, 3, 1, 31)


def thread(*, user=0, system=0, state=3, name=""):
    """A proc_threadinfo, field by field."""
    return struct.pack("<2Q8i64s", user, system, 500, 1, state, 0, 0, 31, 31, 63, name.encode())


class Bytes(unittest.TestCase):
    def test_the_structures_are_as_long_as_macos_has_them(self):
        self.assertEqual((macos.TASK_ALL.size, len(task_all(1, 0))), (232, 232))
        self.assertEqual((macos.THREAD.size, len(thread())), (112, 112))

    def test_a_process_and_its_threads_are_read(self):
        data = task_all(4242, 100, name="Python", started=(1_700_000_000, 250_999), user=2_400_000, system=240_000)
        of = [
            (900_002, thread(state=1, user=1_000_000, system=500_000, name="worker-1")),
            (900_001, thread(user=3_000)),
        ]
        # On Apple's processors 3 ticks are 125 ns.
        self.assertEqual(macos.process_in(data, 125 / 3, "python x.py", of), Process(
            *(4242, 100, 1_700_000_000_250, 110_000_000, "Python", "python x.py"),
            # The oldest has the lowest number: it is the main thread.
            [
                Thread(4242, 1_700_000_000_250, WAITING, 3_000, ""),
                Thread(900_002, 1_700_000_000_250, RUNNABLE, 1_500_000, "worker-1"),
            ],
        ))  # fmt: skip

    def test_the_program_is_named_where_the_process_has_no_name_of_its_own(self):
        self.assertEqual(macos.process_in(task_all(1, 0, comm="sh"), 1, "", []).name, "sh")

    def test_only_what_the_system_tells_is_claimed_of_a_thread(self):
        states = [macos.thread_in(1, thread(state=state), 0, False).state for state in range(1, 6)]
        self.assertEqual(states, [RUNNABLE, STOPPED, WAITING, WAITING, STOPPED])
        stopped = macos.process_in(task_all(1, 0, status=macos.SSTOP), 1, "", [(5, thread(state=1))])
        self.assertEqual([each.state for each in stopped.threads], [STOPPED])


class Calls:
    """A system with these processes: number, parent, when it began, numbers of threads."""

    ns_per_tick = 1

    def __init__(self, *processes):
        self.processes = {pid: (parent, started, tids) for pid, parent, started, tids in processes}

    def about(self, pid, flavor, argument, size):
        if pid not in self.processes:
            return None
        if flavor == macos.PROC_PIDTASKALLINFO:
            parent, started, _ = self.processes[pid]
            return task_all(pid, parent, started=(started, 0))
        # The last one has ended since the list was made.
        return None if argument == max(self.processes[pid][2]) else thread(name=str(argument))

    def numbers(self, pid, flavor):
        return self.processes[pid][2]

    def children(self, parent):
        return [pid for pid, (its, _, _) in self.processes.items() if its == parent]

    def command(self, pid):
        return ""


class Looks(unittest.TestCase):
    def setUp(self):
        self.looker = macos.Looker.__new__(macos.Looker)
        self.looker._root, self.looker._known, self.looker._commands = 10, {}, {}

    def look(self, *processes):
        self.looker._calls = Calls(*processes)
        return {each.pid: [thread.name for thread in each.threads] for each in self.looker.look()}

    def test_the_tree_is_followed_and_a_thread_that_is_gone_is_left_out(self):
        seen = self.look((10, 1, 5, [100, 102, 199]), (11, 10, 6, [300, 399]), (50, 1, 4, [7, 8]))
        self.assertEqual(seen, {10: ["100", "102"], 11: ["300"]})

    def test_who_outlives_its_parent_stays_until_its_number_is_anothers(self):
        self.look((10, 1, 5, [1, 2]), (11, 10, 6, [3, 4]), (12, 11, 7, [5, 6]))
        self.assertEqual(list(self.look((10, 1, 5, [1, 2]), (12, 1, 7, [5, 6]))), [10, 12])
        self.assertEqual(list(self.look((10, 1, 5, [1, 2]), (12, 1, 99, [5, 6]))), [10])

    def test_nothing_is_left_when_the_watched_process_has_ended(self):
        self.assertEqual(self.look((11, 1, 6, [3, 4])), {})


if __name__ == "__main__":
    unittest.main()
