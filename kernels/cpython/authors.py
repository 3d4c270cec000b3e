"""Which run wrote a line: the one whose code started the thread that wrote it.

A thread carries the run of the thread that started it, so threads of threads belong to the same cell however late they
print. The main thread, and threads that `threading` does not know, write for the current run.
"""
import sys
from _thread import get_ident

#: Audit events of a starting thread: up to 3.12, and from 3.13 on.
THREAD_EVENTS = frozenset(("_thread.start_new_thread", "_thread.start_joinable_thread"))

_MARK = "_gilscope_run"


def claim(arguments, run):
    """Note that `run` starts a thread. `arguments` are the audit event's; the first is the thread's function."""
    thread = getattr(arguments[0], "__self__", None)
    if hasattr(thread, "_bootstrap"):
        setattr(thread, _MARK, run)


def run_of_this_thread(current):
    """The run that the calling thread writes for; `current` is the one that runs now."""
    threading = sys.modules.get("threading")
    thread = threading._active.get(get_ident()) if threading else None
    return getattr(thread, _MARK, current)
