"""Awaiting at the top level of a cell, and asyncio left as a fresh interpreter would have it.

Between cells no loop runs and none is set. Top-level awaits share one loop that belongs to the notebook, so that a task
or queue made in one cell can be awaited in the next; it runs only while such a cell runs.
"""
import sys

_notebook_loop = None


def run(coroutine):
    """Run a cell's coroutine to its end on the notebook's loop."""
    global _notebook_loop
    import asyncio

    if _notebook_loop is None or _notebook_loop.is_closed():
        _notebook_loop = asyncio.new_event_loop()
    task = _notebook_loop.create_task(coroutine)
    try:
        return _notebook_loop.run_until_complete(task)
    except BaseException:
        if not task.done():
            _cancel(_notebook_loop, task)
        raise


def restore():
    """After a cell: no running loop, and get_event_loop() does in the next cell what it does in a new interpreter.

    asyncio.run() leaves "no loop" set, and a cell can leave a closed one; either would make get_event_loop() fail in the
    next cell. A live loop that a cell has set stays. From 3.14 on there is no state to restore: Python itself raises."""
    events = sys.modules.get("asyncio.events")
    if events is None:
        return
    if events._get_running_loop() is not None:
        events._set_running_loop(None)
    if sys.version_info >= (3, 14):
        return
    local = getattr(events._event_loop_policy, "_local", None)
    if local is None:
        return
    loop = getattr(local, "_loop", None)
    if loop is None or loop.is_closed():
        local._loop = None
        local._set_called = False


def _cancel(loop, task):
    """The cell's own task was cut short by an interrupt: let it run its `finally` blocks."""
    task.cancel()
    try:
        loop.run_until_complete(task)
    except BaseException:
        pass  # the interrupt is what the cell shows, not the CancelledError that follows from it
