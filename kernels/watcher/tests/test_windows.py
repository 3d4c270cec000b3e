"""Bytes laid out as Windows does, and what is read of them."""
import ctypes
import os
import struct
import tempfile
import unittest

from watcher import windows
from watcher.looks import READY, RUNNING, SLEEP, STOPPED, WAITING, Process, Thread, main_thread_first
from watcher.windows import Row, first_child, is_launcher, rows, threads, tree

BASE = 0x7FF0_1234_0000


def thread(pointer, pid, tid, *, kernel=0, user=0, created=0, state=5, reason=6):
    """A SYSTEM_THREAD_INFORMATION, field by field."""
    word = "Q" if pointer == 8 else "I"
    data = struct.pack("<qqqI", kernel, user, created, 77)
    data += b"\0" * (-len(data) % pointer)
    data += struct.pack(f"<{word}{word}{word}iiIII", 0xDEAD, pid, tid, 8, 8, 1234, state, reason)
    return data + b"\0" * (-len(data) % 8)


def process(pointer, pid, parent, name, *of, created=0, kernel=0, user=0):
    """A SYSTEM_PROCESS_INFORMATION without NextEntryOffset and the address of its name, its threads, and its name."""
    word = "Q" if pointer == 8 else "I"
    text = name.encode("utf-16-le")

    def at(offset, is_last):
        padding = "4x" if pointer == 8 else ""
        head = struct.pack("<IqIIQqqq", len(of), 4096, 1, 9, 5_000, created, user, kernel)
        head += struct.pack("<HH" + padding, len(text), len(text) + 2)
        # On 32 bits a process ends in 8 bytes that the others do not count: 184 is where its threads begin.
        size = 256 if pointer == 8 else 184
        rest = struct.pack(f"<i{padding}{word}{word}", 8, pid, parent)
        body = size + len(b"".join(of))
        whole = body + len(text) + (-(body + len(text)) % 8)
        buffer = BASE_OF[pointer] + offset + body if text else 0
        data = struct.pack("<I", 0 if is_last else whole) + head + struct.pack(f"<{word}", buffer) + rest
        return (data.ljust(size, b"\xaa") + b"".join(of) + text).ljust(whole, b"\0")

    return at


BASE_OF = {8: BASE, 4: 0x0123_0000}


def answer(*processes):
    data = b""
    for number, at in enumerate(processes):
        data += at(len(data), number == len(processes) - 1)
    return data


class Bytes(unittest.TestCase):
    def test_the_structures_are_as_long_as_windows_has_them(self):
        self.assertEqual({pointer: each.size for pointer, each in windows.THREAD.items()}, {8: 80, 4: 64})
        self.assertEqual({pointer: each.size for pointer, (each, _) in windows.PROCESS.items()}, {8: 96, 4: 76})
        for pointer in (8, 4):
            self.assertEqual(len(thread(pointer, 1, 2)), windows.THREAD[pointer].size)

    def test_processes_and_their_threads_are_read(self):
        for pointer in (8, 4):
            with self.subTest(pointer=pointer):
                born = 133_000_000_000_000_000  # 100 ns since 1601: some day in 2022
                data = answer(
                    process(pointer, 0, 0, "", thread(pointer, 0, 0, state=2)),
                    process(
                        *(pointer, 4242, 100, "python.exe"),
                        thread(pointer, 4242, 7, kernel=156_250, user=312_500, created=born, state=2, reason=0),
                        thread(pointer, 4242, 9, created=born + 20_000, reason=37),
                        created=born,
                        kernel=200_000,
                        user=800_000,
                    ),
                    process(pointer, 5000, 4242, "工作.exe", thread(pointer, 5000, 11)),
                )
                found = list(rows(memoryview(data), BASE_OF[pointer], pointer))
                self.assertEqual([(row.pid, row.parent, row.name) for row in found], [
                    *((0, 0, ""), (4242, 100, "python.exe"), (5000, 4242, "工作.exe"))
                ])  # fmt: skip
                self.assertEqual(found[1].started, born // 10_000)
                self.assertEqual(found[1].cpu_ns, 100_000_000)
                self.assertEqual(list(threads(memoryview(data), found[1], pointer)), [
                    Thread(7, born // 10_000, RUNNING, 46_875_000, ""),
                    Thread(9, born // 10_000 + 2, WAITING, 0, ""),
                ])  # fmt: skip
                self.assertEqual([each.tid for each in threads(memoryview(data), found[2], pointer)], [11])

    def test_the_buffer_that_the_system_writes_into_is_read_in_place(self):
        data = answer(process(8, 7, 1, "python.exe", thread(8, 7, 9, user=10)))
        buffer = memoryview(ctypes.create_string_buffer(data, 4096))
        [row] = rows(buffer, BASE, 8)
        self.assertEqual((row.name, [each.cpu_ns for each in threads(buffer, row, 8)]), ("python.exe", [1_000]))

    def test_only_what_the_system_tells_is_claimed_of_a_thread(self):
        told = {
            # KTHREAD_STATE and KWAIT_REASON
            (2, 0): RUNNING,
            (1, 32): READY,  # WrPreempted
            (3, 0): READY,  # standby
            (7, 30): READY,  # WrQuantumEnd
            (5, 4): SLEEP,  # DelayExecution
            (5, 11): SLEEP,
            (5, 5): STOPPED,
            (5, 6): WAITING,  # UserRequest: a lock, a sleep, a process, or input
            (5, 15): WAITING,  # WrQueue
            (5, 37): WAITING,  # WrAlertByThreadId: any lock, the GIL too
        }
        of = [thread(8, 1, 8 + i, state=state, reason=reason) for i, (state, reason) in enumerate(told)]
        data = memoryview(answer(process(8, 1, 0, "a.exe", *of, thread(8, 1, 99, state=4))))
        [row] = rows(data, BASE, 8)
        self.assertEqual([each.state for each in threads(data, row, 8)], list(told.values()))


def row(pid, parent, started):
    return Row(pid, parent, started, 0, "", 0, 0)


class Tree(unittest.TestCase):
    def pids(self, everything, root=1, known=()):
        return [each.pid for each in tree(everything, root, dict(known))]

    def test_it_is_the_process_and_all_that_it_has_started(self):
        everything = [row(1, 0, 10), row(2, 1, 20), row(3, 2, 30), row(9, 0, 5)]
        self.assertEqual(self.pids(everything), [1, 2, 3])
        self.assertEqual(self.pids(everything, root=77), [])

    def test_an_older_process_is_no_child_of_one_that_was_given_its_parents_number(self):
        self.assertEqual(self.pids([row(1, 0, 10), row(2, 1, 9)]), [1])

    def test_who_outlives_its_parent_stays_until_its_number_is_anothers(self):
        orphan = [row(1, 0, 10), row(3, 2, 30)]
        self.assertEqual(self.pids(orphan), [1])
        self.assertEqual(self.pids(orphan, known={2: 20, 3: 30}.items()), [1, 3])
        self.assertEqual(self.pids([row(1, 0, 10), row(3, 2, 99)], known={3: 30}.items()), [1])

    def test_a_launchers_python_is_its_oldest_child(self):
        self.assertIsNone(first_child([row(1, 0, 10)], 1))
        self.assertEqual(first_child([row(1, 0, 10), row(5, 1, 12), row(4, 1, 11)], 1), 4)

    def test_only_a_virtual_environment_has_a_launcher(self):
        with tempfile.TemporaryDirectory() as folder:
            scripts = os.path.join(folder, "Scripts")
            os.mkdir(scripts)
            python = os.path.join(scripts, "python.exe")
            self.assertFalse(is_launcher(python, "elsewhere"))
            with open(os.path.join(folder, "pyvenv.cfg"), "w"):
                pass
            self.assertTrue(is_launcher(python, "elsewhere"))
            self.assertFalse(is_launcher(python, python))

    def test_the_oldest_thread_is_the_main_one_and_has_the_number_of_its_process(self):
        both = [Thread(8, 12, WAITING, 0, "w"), Thread(9, 11, RUNNING, 5, "")]
        known = main_thread_first(Process(77, 1, 10, 5, "python.exe", "", both))
        self.assertEqual([(each.tid, each.started, each.cpu_ns) for each in known.threads], [(77, 10, 5), (8, 12, 0)])


if __name__ == "__main__":
    unittest.main()
