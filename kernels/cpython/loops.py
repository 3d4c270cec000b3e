"""A loop that `run_forever()` runs although nothing can wake it waits for ever: so it is in Python, and so it stays here. But
the cell says so, and which coroutines were made that no task runs.
"""
import _thread
import functools
import gc
import selectors
import sys
from types import CoroutineType

from . import names

#: Seconds between looks: the first, and the longest.
FIRST_LOOK, LAST_LOOK = 0.5, 8.0
#: Coroutines that are told by name.
MOST_NAMES = 50

_CELL = "Cell In["


def install(tell):
    """Call `tell` with a notice of protocol.ts when the main thread's loop has come to wait for nothing."""
    loops = sys.modules["asyncio.base_events"].BaseEventLoop
    run_forever, until_complete = loops.run_forever, loops.run_until_complete.__code__

    @functools.wraps(run_forever)
    def run_and_look(loop):
        # What is run until it is complete has a task. Loops of other threads may be woken by the main one at any time.
        if sys._getframe(1).f_code is until_complete or not _is_main_thread():
            return run_forever(loop)
        ended = _thread.allocate_lock()
        ended.acquire()
        _thread.start_new_thread(_look, (loop, _thread.get_ident(), ended, tell))
        try:
            return run_forever(loop)
        finally:
            ended.release()

    loops.run_forever = run_and_look


def _is_main_thread():
    return _thread.get_ident() == sys.modules["threading"].main_thread().ident


def _look(loop, thread, ended, tell):
    names.tell("gilscope-loop")
    pause = FIRST_LOOK
    while not ended.acquire(timeout=pause):
        try:
            is_idle = _waits_for_nothing(loop, thread)
        except Exception:
            return  # a loop of another kind, which is not known here
        if is_idle:
            made = _never_awaited()
            return tell({"what": "loop-idle", "coroutines": made[:MOST_NAMES], "count": len(made)})
        pause = min(pause * 2, LAST_LOOK)


def _waits_for_nothing(loop, thread):
    """Whether the loop is in its selector, and neither a callback, a timer, a task, a file, a signal nor a thread is there
    that could end that."""
    frame = sys._current_frames().get(thread)
    if frame is None or frame.f_code.co_name != "select" or frame.f_code.co_filename != selectors.__file__:
        return False
    if loop._ready or any(not timer._cancelled for timer in loop._scheduled[:]):
        return False
    # It always listens to its own pipe, through which other threads wake it.
    if len(loop._selector.get_map()) > 1 or getattr(loop, "_signal_handlers", None):
        return False
    if len(sys.modules["threading"].enumerate()) > 1:
        return False
    return not sys.modules["asyncio"].all_tasks(loop)


def _never_awaited():
    """The names of the coroutines that code of cells has made and that never ran."""
    return [
        each.__qualname__
        for each in gc.get_objects()
        if type(each) is CoroutineType and each.cr_code.co_filename.startswith(_CELL) and _is_fresh(each)
    ]


def _is_fresh(coroutine):
    """As `inspect.getcoroutinestate()` says CORO_CREATED; `inspect` itself is slow to import."""
    frame = coroutine.cr_frame
    if frame is None or coroutine.cr_running:
        return False
    suspended = getattr(coroutine, "cr_suspended", None)  # from 3.11 on
    return frame.f_lasti == -1 if suspended is None else not suspended
