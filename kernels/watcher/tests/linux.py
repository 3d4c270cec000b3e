"""A stand-in for the systems that the watcher is for, so that all the rest of it runs for real on Linux: it tells of threads
what macOS would. For tests only; the app looks at Linux itself, and sees more.

    python -I -S -c "import sys; sys.path.insert(0, 'kernels'); from watcher.tests.linux import main; main()" PID
"""
import os
import sys

from watcher.__main__ import serve
from watcher.looks import RUNNABLE, STOPPED, WAITING, Process, Thread, main_thread_first
from watcher.windows import Row, tree

STATES = {"R": RUNNABLE, "T": STOPPED, "t": STOPPED}


def main():
    serve(lambda: Looker(int(sys.argv[1])), sys.stdin.buffer, sys.stdout.buffer)


class Looker:
    def __init__(self, pid):
        self._root = pid
        self._known = {}

    def look(self):
        everything = [row for row in map(_row, filter(str.isdigit, os.listdir("/proc"))) if row]
        found = tree(everything, self._root, self._known)
        self._known = {row.pid: row.started for row in found}
        return [main_thread_first(_process(row)) for row in found]


def _row(pid):
    fields = _stat(f"/proc/{pid}")
    # Field 3 is the state, 4 the parent, 14 and 15 the CPU time, 22 when it began.
    if fields is None or fields[1][0] == "Z":
        return None
    name, (_, parent, *rest) = fields
    return Row(int(pid), int(parent), int(rest[17]) * 10, (int(rest[9]) + int(rest[10])) * 10_000_000, name, 0, 0)


def _process(row):
    threads = []
    for tid in os.listdir(f"/proc/{row.pid}/task") if os.path.exists(f"/proc/{row.pid}") else ():
        folder = f"/proc/{row.pid}/task/{tid}"
        fields = _stat(folder)
        if fields is None:
            continue
        name, (state, *_) = fields
        with open(f"{folder}/schedstat") as file:
            cpu_ns = int(file.read().split()[0])
        threads.append(Thread(int(tid), row.started, STATES.get(state, WAITING), cpu_ns, name))
    return Process(row.pid, row.parent, row.started, row.cpu_ns, row.name, "", threads)


def _stat(folder):
    try:
        with open(f"{folder}/stat") as file:
            head, _, tail = file.read().rpartition(")")
    except OSError:
        return None
    return head.partition("(")[2], tail.split()
