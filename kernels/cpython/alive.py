"""What of the notebook goes on by itself: its threads, and the children that multiprocessing has names for.

Every process of a notebook is found by the app, from outside; only Python knows its threads and these names.
"""
import sys

from . import authors, leftovers, lifetime


def listed():
    """The fields of `alive_reply`."""
    return {"threads": list(_threads()), "children": list(_children())}


def _threads():
    threading = sys.modules.get("threading")
    for thread in threading.enumerate() if threading else ():
        if thread is threading._main_thread or thread.native_id is None:
            continue
        row = {
            "tid": thread.native_id,
            "name": thread.name,
            "daemon": thread.daemon,
            "follows": authors.follows(thread),
        }
        run = authors.starter(thread)
        yield row if run is None else {**row, "run": run}


def _children():
    for process in lifetime.multiprocessing_children():
        if process.pid is not None:
            yield {"pid": process.pid, "name": process.name, "server": False}
    for pid, name in zip(leftovers.servers(), ("resource tracker", "forkserver")):
        if pid is not None:
            yield {"pid": pid, "name": name, "server": True}
