"""What an interrupted cell leaves running: its children, which are ended, and its threads, which can only be told of."""
import os
import signal
import sys
import time

from . import authors, lifetime

#: Seconds that threads have to notice what the interrupt changed (a queue that is closed, a pool that is shut down).
PATIENCE = 0.2


def children_since(started):
    """Pids of descendants that began after `started` (seconds since the system began), except multiprocessing's: its
    own children end by their objects, and its servers serve later cells too. On Linux; elsewhere none are known."""
    spared = {process.pid for process in lifetime.multiprocessing_children()} | set(servers())
    found = []
    for pid in lifetime.descendants(os.getpid()):
        if pid not in spared and _began(pid) >= started:
            found.append(pid)
    return found


def now():
    """The clock of `children_since`; 0 where there is none."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else 0.0


def end(pids):
    """End these processes: they are asked, and after a second they are made to."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        for pid in pids:
            try:
                os.kill(pid, how)
            except OSError:
                pass  # it ended by itself
        until = time.monotonic() + lifetime.PATIENCE
        while any(map(_is_alive, pids)):
            if time.monotonic() > until:
                break
            time.sleep(0.01)
        else:
            return


def threads_of(run):
    """Names of the threads that `run` started and that do not end."""
    threading = sys.modules.get("threading")
    if threading is None:
        return []
    until = time.monotonic() + PATIENCE
    while True:
        alive = [thread.name for thread in threading.enumerate() if authors.starter(thread) == run]
        if not alive or time.monotonic() > until:
            return alive
        time.sleep(0.01)


def servers():
    """Pids of multiprocessing's own servers: of the resource tracker, and of the forkserver; None: there is none."""
    tracker = getattr(sys.modules.get("multiprocessing.resource_tracker"), "_resource_tracker", None)
    forkserver = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
    yield getattr(tracker, "_pid", None)
    yield getattr(forkserver, "_forkserver_pid", None)


def _stat(pid):
    """The fields of /proc/PID/stat after the name, which may hold anything; None when it has ended."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()
    except OSError:
        return None


def _began(pid):
    fields = _stat(pid)
    # Rounded down to a tick, so a tick is added: one that began in the same tick as the cell is the cell's.
    return (int(fields[19]) + 1) / os.sysconf("SC_CLK_TCK") if fields else -1.0


def _is_alive(pid):
    fields = _stat(pid)
    return fields is not None and fields[0] != b"Z"
