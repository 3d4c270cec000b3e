"""macOS: libproc tells of each process, and of each thread by its number.

The structures are those of bsd/sys/proc_info.h in xnu (the kernel of macOS), which the headers of macOS have too, except for
PROC_PIDLISTTHREADIDS; how they are filled is in bsd/kern/proc_info.c and osfmk/kern/bsd_kern.c there. All of it may be asked
of processes of the same user. Times of a process are in ticks of Mach's clock (41.7 ns on Apple's processors), those of a
thread in ns, told to the microsecond.
"""
import struct

from .looks import RUNNABLE, STOPPED, WAITING, Process, Thread, main_thread_first

PROC_PPID_ONLY = 6
PROC_PIDTASKALLINFO = 2
PROC_PIDTHREADID64INFO = 15
#: By the numbers that pthread_threadid_np gives, and so Python (`get_native_id`). PROC_PIDLISTTHREADS gives others.
PROC_PIDLISTTHREADIDS = 28

#: proc_bsdinfo: pbi_flags, pbi_status, (pbi_xstatus), pbi_pid, pbi_ppid, (7 user and group ids), pbi_comm, pbi_name,
#: (pbi_nfiles, pbi_pgid, pbi_pjobc, e_tdev, e_tpgid, pbi_nice), pbi_start_tvsec, pbi_start_tvusec; then of proc_taskinfo:
#: (pti_virtual_size, pti_resident_size), pti_total_user, pti_total_system, which include threads that have ended.
TASK_ALL = struct.Struct("<II4xII28x16s32s24xQQ16xQQ64x")
#: proc_threadinfo: pth_user_time, pth_system_time, (pth_cpu_usage, pth_policy), pth_run_state, (pth_flags, pth_sleep_time,
#: pth_curpri, pth_priority, pth_maxpriority), pth_name.
THREAD = struct.Struct("<QQ8xi20x64s")

#: pbi_status of a process that was stopped (sys/proc.h).
SSTOP = 4
#: pth_run_state: TH_STATE_RUNNING, which is also that of a thread in the queue for a CPU; _STOPPED, _HALTED. Of _WAITING
#: and _UNINTERRUPTIBLE nothing says what for.
STATES = {1: RUNNABLE, 2: STOPPED, 5: STOPPED}


def text(field):
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")


def process_in(data, ns_per_tick, command, threads):
    """A process from its proc_taskallinfo; `threads` are pairs of a number and a proc_threadinfo."""
    _, status, pid, parent, comm, name, seconds, micros, user, system = TASK_ALL.unpack(data)
    started = seconds * 1_000 + micros // 1_000
    cpu_ns = int((user + system) * ns_per_tick)
    seen = [thread_in(tid, about, started, status == SSTOP) for tid, about in threads]
    process = Process(pid, parent, started, cpu_ns, text(name) or text(comm), command, seen)
    return main_thread_first(process)


def thread_in(tid, data, started, is_stopped):
    """When it began is not told, but numbers are given in that order, and never again."""
    user, system, state, name = THREAD.unpack(data)
    known = STOPPED if is_stopped else STATES.get(state, WAITING)
    return Thread(tid, started, known, user + system, text(name))


class Looker:
    """Looks at a process and all that it has started."""

    def __init__(self, pid):
        from . import macos_calls

        self._calls = macos_calls.Calls()
        self._root = pid
        self._known = {}
        self._commands = {}

    def look(self):
        """The processes, empty when the watched one has ended."""
        found = {}
        queue = [self._root, *self._known]
        for pid in queue:
            process = None if pid in found else self._process(pid)
            if process is None:
                if pid == self._root and pid not in found:
                    return []
                continue
            # One that has left the tree, for its parent has ended, stays; a number that was given again does not.
            if self._known.get(pid, process.started) == process.started:
                found[pid] = process
                queue.extend(self._calls.children(pid))
        self._known = {pid: process.started for pid, process in found.items()}
        return list(found.values())

    def _process(self, pid):
        data = self._calls.about(pid, PROC_PIDTASKALLINFO, 0, TASK_ALL.size)
        if data is None:
            return None
        threads = [
            (tid, about)
            for tid in self._calls.numbers(pid, PROC_PIDLISTTHREADIDS)
            for about in [self._calls.about(pid, PROC_PIDTHREADID64INFO, tid, THREAD.size)]
            if about is not None
        ]
        if pid not in self._commands:
            self._commands[pid] = self._calls.command(pid)
        return process_in(data, self._calls.ns_per_tick, self._commands[pid], threads)
