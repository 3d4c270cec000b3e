"""A stand-in for the systems that the watcher is for, so that all the rest of it runs for real on Linux: it tells of threads
what macOS would. For tests only; the app looks at Linux itself, and sees more.

    python -I -S -c "import sys; sys.path.insert(0, 'kernels'); from watcher.tests.linux import main; main()" PID
"""
import os
import sys

from watcher.__main__ import serve
from watcher.looks import RUNNABLE, STOPPED, WAITING, Process, Thread, main_thread_first

STATES = {"R": RUNNABLE, "T": STOPPED, "t": STOPPED}


def main():
    serve(lambda: Looker(int(sys.argv[1])), sys.stdin.buffer, sys.stdout.buffer)


class Looker:
    def __init__(self, pid):
        self._root = pid

    def look(self):
        found = []
        queue = [self._root]
        for pid in queue:
            try:
                process, children = look_at(pid)
            except (OSError, IndexError):
                continue  # it ended meanwhile
            if process:
                found.append(main_thread_first(process))
                queue.extend(children)
        return found


def look_at(pid):
    """A process, None for one that has ended and was not waited for, and its children's numbers."""
    # Field 3 is the state, 4 the parent, 14 and 15 the CPU time, 22 when it began.
    program, (state, parent, *rest) = stat(f"/proc/{pid}")
    if state == "Z":
        return None, []
    started = int(rest[17]) * 10
    threads, children = [], []
    for tid in os.listdir(f"/proc/{pid}/task"):
        folder = f"/proc/{pid}/task/{tid}"
        name, (state, *_) = stat(folder)
        threads.append(Thread(int(tid), started, STATES.get(state, WAITING), int(words(f"{folder}/schedstat")[0]), name))
        children += map(int, words(f"{folder}/children"))
    cpu_ns = (int(rest[9]) + int(rest[10])) * 10_000_000
    return Process(pid, int(parent), started, cpu_ns, program, "", threads), children


def stat(folder):
    with open(f"{folder}/stat") as file:
        head, _, tail = file.read().rpartition(")")
    return head.partition("(")[2], tail.split()


def words(path):
    with open(path) as file:
        return file.read().split()
