"""Windows: one system call tells of all processes, with the threads of each.

    NtQuerySystemInformation(5):   process │ its threads │ … name …  ── NextEntryOffset ──▶  process │ …

The structures are those of Microsoft's "NtQuerySystemInformation function", with what it leaves out as System Informer
has it in phnt (ntexapi.h), and Wine in winternl.h. CPU times are in units of 100 ns, and counted at clock ticks only, of
up to 15.6 ms: whoever runs then is said to have run all that time.
"""
import os
import struct
from collections import namedtuple

from .looks import READY, RUNNING, SLEEP, STOPPED, WAITING, Process, Thread, main_thread_first

SYSTEM_PROCESS_INFORMATION = 5
STATUS_INFO_LENGTH_MISMATCH = 0xC0000004
FIRST_BUFFER = 1 << 20

#: By the size of a pointer: the process's structure as far as its parent's number, and where its threads begin.
#: NextEntryOffset, NumberOfThreads, (WorkingSetPrivateSize, HardFaultCount, NumberOfThreadsHighWatermark, CycleTime),
#: CreateTime, UserTime, KernelTime, ImageName (Length, MaximumLength, Buffer), BasePriority, UniqueProcessId,
#: InheritedFromUniqueProcessId.
PROCESS = {8: (struct.Struct("<II24xqqqHH4xQi4xQQ"), 256), 4: (struct.Struct("<II24xqqqHHIiII"), 184)}
#: KernelTime, UserTime, CreateTime, (WaitTime, StartAddress), ClientId (process, thread), (Priority, BasePriority,
#: ContextSwitches), ThreadState, WaitReason.
THREAD = {8: struct.Struct("<qqq16xQQ12xII4x"), 4: struct.Struct("<qqq8xII12xII4x")}

#: KTHREAD_STATE. One that is on standby has been chosen for a CPU, and is not on it yet.
STATES = {1: READY, 2: RUNNING, 3: READY, 7: READY}
TERMINATED = 4
#: KWAIT_REASON, as far as it tells why: DelayExecution, Suspended, WrDelayExecution, WrSuspended. All others (UserRequest,
#: WrQueue, WrAlertByThreadId, …) may be a lock, the GIL, input or output, or a sleep.
REASONS = {4: SLEEP, 5: STOPPED, 11: SLEEP, 12: STOPPED}

#: Names of threads are asked for so often, in looks: Python gives a thread its name just after it has begun.
NAMES_EVERY = 25

#: A process among all of the system; its threads are still bytes.
Row = namedtuple("Row", "pid parent started cpu_ns name thread_count threads_at")


def rows(data, base, pointer):
    """All processes in the answer of the system, which lay at the address `base`; names are given by address."""
    layout, threads_after = PROCESS[pointer]
    at = 0
    while True:
        step, count, created, user, kernel, length, _, name_at, _, pid, parent = layout.unpack_from(data, at)
        name = bytes(data[name_at - base : name_at - base + length]).decode("utf-16-le", "replace") if name_at else ""
        yield Row(pid, parent, created // 10_000, (user + kernel) * 100, name, count, at + threads_after)
        if step == 0:
            return
        at += step


def threads(data, row, pointer):
    """The threads of a process. Names are not in the answer."""
    layout = THREAD[pointer]
    for number in range(row.thread_count):
        kernel, user, created, _, tid, state, reason = layout.unpack_from(data, row.threads_at + number * layout.size)
        if state != TERMINATED:
            known = STATES.get(state) or REASONS.get(reason, WAITING)
            yield Thread(tid, created // 10_000, known, (kernel + user) * 100, "")


def tree(all_rows, root, known):
    """The rows of the process `root` and of what it has started, `root` first. Numbers are given again, so a child that is
    older than its parent is none. `known`: what was in the tree before, by number, with when it started; it stays when its
    parent has ended."""
    by_pid = {row.pid: row for row in all_rows}
    children = {}
    for row in by_pid.values():
        children.setdefault(row.parent, []).append(row)
    if root not in by_pid:
        return []
    found = {root: by_pid[root]}
    for pid, started in known.items():
        if pid in by_pid and by_pid[pid].started == started:
            found[pid] = by_pid[pid]
    queue = list(found.values())
    for row in queue:
        for child in children.get(row.pid, ()):
            if child.pid not in found and child.started >= row.started:
                found[child.pid] = child
                queue.append(child)
    return list(found.values())


def is_launcher(executable, base):
    """Whether `executable` is a virtual environment's launcher for the Python `base`. Python from the Microsoft Store has two
    such names as well, and is none."""
    folder = os.path.dirname(executable)
    places = (folder, os.path.dirname(folder))
    return executable != base and any(os.path.exists(os.path.join(place, "pyvenv.cfg")) for place in places)


def first_child(all_rows, launcher):
    """The number of the oldest child; None while there is none."""
    born = [(row.started, row.pid) for row in all_rows if row.parent == launcher]
    return min(born)[1] if born else None


class Looker:
    """Looks at a process and all that it has started.

    In a virtual environment `python.exe` is a launcher, whose one child is Python: then that is what is looked at. The
    watcher was started by the same program, and so knows (`is_launched`).
    """

    def __init__(self, pid, is_launched):
        from . import windows_calls

        self._calls = windows_calls.Calls()
        self._launcher = pid if is_launched else None
        self._root = None if is_launched else pid
        self._known = {}
        self._names = {}
        self._commands = {}
        self._turn = 0

    def look(self):
        """The processes, empty when the watched one has ended; None when it has not begun yet."""
        data, base, pointer = self._calls.processes()
        everything = list(rows(data, base, pointer))
        if self._root is None:
            if all(row.pid != self._launcher for row in everything):
                return []
            self._root = first_child(everything, self._launcher)
            if self._root is None:
                return None
        found = tree(everything, self._root, self._known)
        self._known = {row.pid: row.started for row in found}
        self._turn += 1
        return [main_thread_first(self._process(data, row, pointer)) for row in found]

    def _process(self, data, row, pointer):
        key = (row.pid, row.started)
        if key not in self._commands:
            self._commands[key] = self._calls.command(row.pid)
        named = [thread._replace(name=self._name(thread)) for thread in threads(data, row, pointer)]
        return Process(row.pid, row.parent, row.started, row.cpu_ns, row.name, self._commands[key], named)

    def _name(self, thread):
        key = (thread.tid, thread.started)
        turn = (self._turn + thread.tid // 4) % NAMES_EVERY
        if key not in self._names or turn == 0:
            self._names[key] = self._calls.thread_name(thread.tid)
        return self._names[key]
