"""The children of this kernel, and its end: nobody is left behind, and nothing in the temp folder."""
import functools
import os
import signal
import sys

#: Seconds that a child of an interrupted cell has to end by itself after SIGTERM.
PATIENCE = 1.0


#: Python's own, for our own end: nothing is worth waiting for then.
_exit = os._exit


def flush_before_exit(flush):
    """Make os._exit() and os.abort(), which no audit event tells of, call `flush` first: what was printed before them
    shows, as on a terminal."""
    for name in ("_exit", "abort"):
        setattr(os, name, _after(flush, getattr(os, name)))


def _after(first, function):
    @functools.wraps(function)
    def both(*arguments, **options):
        first()
        return function(*arguments, **options)

    both.__module__ = "os"  # where a child finds its own, when this is pickled as a task for it
    return both


class Lifetime:
    """Owns the folder for importable cells and ends what cells started."""

    def __init__(self, beside):
        self._beside = beside
        self._folder = None
        self._owner = os.getpid()

    def folder(self):
        """A private folder that lives as long as the kernel; made at the first call."""
        if self._folder is None:
            if self._beside is None:
                import tempfile

                self._folder = tempfile.mkdtemp(prefix="gilscope-")
            else:
                self._folder = os.path.join(os.path.realpath(self._beside), f"cells-{self._owner}")
                os.mkdir(self._folder, 0o700)
        return self._folder

    def end(self, code=0):
        """End this process and every child it knows of, now, with this exit code."""
        _tell(multiprocessing_children(), "kill")
        for pid in descendants(self._owner):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass  # it ended by itself
        if self._folder is not None:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)
        _exit(code)


def children():
    """What identifies the multiprocessing children and pools that are alive now."""
    util = sys.modules.get("multiprocessing.util")
    return frozenset(multiprocessing_children()) | frozenset(util._finalizer_registry if util else ())


def stop_children(spared):
    """End multiprocessing's children and pools, except those in `spared` (an earlier `children()`), and wait for it."""
    for key, pool in pools():  # first, for a pool replaces workers that end
        if key not in spared:
            pool.terminate()
    ended = [child for child in multiprocessing_children() if child not in spared]
    for how in ("terminate", "kill"):
        _tell(ended, how)
        for child in ended:
            child.join(PATIENCE)


def pools():
    """Each `multiprocessing.Pool` there is, with the key of its finalizer: theirs are those that call _terminate_pool."""
    util = sys.modules.get("multiprocessing.util")
    for key, finalizer in list(util._finalizer_registry.items()) if util else ():
        callback = getattr(finalizer, "_callback", None)
        reference = getattr(finalizer, "_weakref", None)  # gone once it has been called
        pool = reference() if reference else None
        if pool is not None and getattr(callback, "__name__", "") == "_terminate_pool":
            yield key, pool


def _tell(processes, how):
    for process in processes:
        try:
            getattr(process, how)()
        except (OSError, ValueError, AttributeError):
            pass  # it ended, or was closed, meanwhile


def multiprocessing_children():
    """The `Process` objects that multiprocessing knows as alive."""
    process = sys.modules.get("multiprocessing.process")
    return list(process._children) if process else []


def descendants(ancestor):
    """Pids of all descendants, on Linux; elsewhere none are known."""
    parents = {}
    try:
        entries = os.listdir("/proc")
    except OSError:
        return []
    for entry in entries:
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", "rb") as file:
                    # The name, in brackets, may hold anything; the parent is the second field after it.
                    parents[int(entry)] = int(file.read().rpartition(b")")[2].split()[1])
            except OSError:
                continue  # it ended meanwhile
    found = [ancestor]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found[1:]
