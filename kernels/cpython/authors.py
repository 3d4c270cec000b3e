"""Which run wrote a line: the one whose code started the thread that wrote it.

A thread carries the run of the thread that started it, so threads of threads belong to the same cell however late they
print. The main thread, and threads that `threading` does not know, write for the current run.
"""
import sys
from _thread import get_ident

#: Audit events of a starting thread: in 3.12, and from 3.13 on. Before, there is none: see `tell_starts`.
THREAD_EVENTS = frozenset(("_thread.start_new_thread", "_thread.start_joinable_thread"))

_MARK = "_gilscope_run"


def tell_starts(listen):
    """Before 3.12: call `listen` with a thread's function, which is what the audit events carry first, just before
    `threading` starts it."""
    import threading

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


def run_of_this_thread(current):
    """The run that the calling thread writes for; `current` is the one that runs now."""
    threading = sys.modules.get("threading")
    thread = threading._active.get(get_ident()) if threading else None
    return getattr(thread, _MARK, current)
