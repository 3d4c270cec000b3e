"""Who wrote a line: which run it belongs to, and which thread or child it was.

A thread carries the run of the thread that started it, so threads of threads belong to the same cell however late they
print. The main thread, and threads that `threading` does not know, write for the current run. A child belongs to its
cell by the terminal it writes to; it says there who it is, around each of its lines:

    ESC ] 7374 ; PID ; NAME BEL  the line  ESC ] 7374 ; BEL
"""
import os
import sys
from _thread import get_ident

#: Audit events of a starting thread: in 3.12, and from 3.13 on. Before, there is none: see `tell_starts`.
THREAD_EVENTS = frozenset(("_thread.start_new_thread", "_thread.start_joinable_thread"))

#: Characters of a name that are kept: enough to tell apart, short enough for the reader of the marker.
NAME_LENGTH = 60

_MARK = "_gilscope_run"
#: In the place of the mark while a thread follows the current cell: the run that started it.
_ORIGIN = "_gilscope_origin"
_WRITER = "_gilscope_writer"
_PID = os.getpid()


class Writer:
    """Someone whose lines stay whole: a run, and the `author` of protocol.ts (None: the kernel's main thread)."""

    __slots__ = ("run", "author")

    def __init__(self, run, author=None):
        self.run = run
        self.author = author

    def enclosed(self, data):
        """`data` as a child writes it to a terminal: between the markers that name it."""
        name = "".join(c for c in self.author["name"] if c.isprintable())[:NAME_LENGTH]
        return b"\x1b]7374;%d;%s\x07%s\x1b]7374;\x07" % (self.author["pid"], name.encode("utf-8", "replace"), data)


def tell_starts(threading, listen):
    """Before 3.12: call `listen` with a thread's function, which is what the audit events carry first, just before
    `threading` starts it."""
    start = threading._start_new_thread

    def told_start(function, *arguments):
        listen(function)
        return start(function, *arguments)

    threading._start_new_thread = told_start


def claim(function, run):
    """Note that `run` starts the thread that will call `function`."""
    thread = getattr(function, "__self__", None)
    if hasattr(thread, "_bootstrap"):
        setattr(thread, _MARK, run)


def starter(thread):
    """The run whose code started `thread`; None when nobody knows."""
    return getattr(thread, _ORIGIN, None) or getattr(thread, _MARK, None)


def follows(thread):
    """Whether `thread` follows the current cell."""
    return hasattr(thread, _ORIGIN)


def follow(tid, wanted):
    """From now on the thread `tid` writes for the cell that runs, or ran last (`wanted`), or again for the one that
    started it. Whether there is such a thread."""
    threading = sys.modules.get("threading")
    for thread in threading.enumerate() if threading else ():
        if thread.native_id == tid and thread is not threading._main_thread:
            before, after = (_MARK, _ORIGIN) if wanted else (_ORIGIN, _MARK)
            if hasattr(thread, before):
                setattr(thread, after, getattr(thread, before))
                delattr(thread, before)
            return True
    return False


def run_of_this_thread(current):
    """The run that the calling thread writes for; `current` is the one that runs now."""
    return getattr(_this_thread(), _MARK, current)


def writer_of_this_thread(main):
    """The calling thread's `Writer`; `main` is the main thread's, which writes for the run of the moment."""
    thread = _this_thread()
    if thread is None or thread is sys.modules["threading"]._main_thread:
        return main
    run = getattr(thread, _MARK, main.run)
    writer = getattr(thread, _WRITER, None)
    if writer is None or writer.run is not run or writer.author["name"] != thread.name:
        writer = Writer(run, {"pid": _PID, "name": thread.name, "tid": getattr(thread, "native_id", None) or 0})
        setattr(thread, _WRITER, writer)
    return writer


def writer_in_child(known):
    """The `Writer` of the calling thread in a child. `known`: those made so far, by who they are."""
    process = sys.modules.get("multiprocessing.process")
    name = process.current_process().name if process else "MainProcess"
    if name == "MainProcess":
        name = "fork"  # by os.fork(): it still carries its parent's name
    thread = _this_thread()
    if thread is not None and thread is not sys.modules["threading"]._main_thread:
        name = f"{name} {thread.name}"
    key = (os.getpid(), name)
    writer = known.get(key)
    if writer is None:
        writer = known[key] = Writer(None, {"pid": key[0], "name": name})
    return writer


def _this_thread():
    threading = sys.modules.get("threading")
    return threading._active.get(get_ident()) if threading else None
