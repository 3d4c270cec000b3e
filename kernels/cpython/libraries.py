"""What a few libraries need to find here, arranged at the moment they are imported and not before.

    IPython      not installed: a stand-in with the names that notebooks import; installed: its own, showing in our cells
    asyncio      its tasks are recorded while a watched run goes on (tasks.py)
    matplotlib   draws below the cell, unless the user has chosen a backend
    linecache    gets the lines of the cells (sources.py)
    bdb          finds them by their whole path too
    threading    whose coming the kernel awaits
    multiprocessing  says so where a pool waits for ever, and where a child lacks a name
"""
import os
import sys

from . import sources

#: Set by a user who wants figures elsewhere.
_BACKEND = "MPLBACKEND"


class Libraries:
    """Watches imports from both ends of `sys.meta_path`."""

    def __init__(self, get_shell, threading_comes, asyncio_comes, tell):
        """`get_shell`: gives the notebook's `shell.Shell`. `threading_comes`, `asyncio_comes`: are told of `threading` and
        `asyncio`, the modules. `tell`: tells the current cell a notice."""
        self._first = First(get_shell, threading_comes, asyncio_comes, tell)
        self._last = Last(get_shell)

    def install(self):
        """Begin to watch."""
        sys.meta_path.insert(0, self._first)
        sys.meta_path.append(self._last)
        self._first.catch_up()


class First:
    """Adds to libraries that are there, right after they have been loaded."""

    def __init__(self, get_shell, threading_comes, asyncio_comes, tell):
        self._additions = {
            "asyncio": asyncio_comes,
            "IPython.core.display_functions": lambda module: _ipython().show_here(module, get_shell()),
            "IPython.core.display": lambda module: _ipython().show_here(module, get_shell()),
            "IPython.core.getipython": lambda module: setattr(module, "get_ipython", get_shell),
            "bdb": sources.show_to_debuggers,
            "linecache": sources.hand_over,
            "multiprocessing.pool": lambda module: _tell_of_lost_workers(module, tell),
            "multiprocessing.reduction": _find_names_late,
            "threading": threading_comes,
            "matplotlib": lambda module: _choose_backend(get_shell),
        }

    def catch_up(self):
        """Add to what is there already: an environment may load anything when Python starts (`.pth` files)."""
        for name, addition in self._additions.items():
            if name in sys.modules:
                addition(sys.modules[name])

    def find_spec(self, name, path=None, target=None):
        """The spec that the other finders find, with our addition behind it."""
        addition = self._additions.get(name)
        if addition is None:
            return None
        for finder in sys.meta_path:
            if isinstance(finder, (First, Last)):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                _follow(spec.loader, addition)
                return spec
        return None


class Last:
    """Stands in for IPython where nobody else has it."""

    def __init__(self, get_shell):
        self._get_shell = get_shell

    def find_spec(self, name, path=None, target=None):
        """The spec of a stand-in, or None."""
        if name.partition(".")[0] != "IPython":
            return None
        return _ipython().spec(name, self._get_shell)


def tracebacks():
    """The module of that name, loaded at the first call: it needs much that most cells do not."""
    with _PythonsOwn():
        from . import tracebacks as loaded
    return loaded


def gil_held():
    """The module of that name, loaded at the first call; None where it cannot be."""
    try:
        with _PythonsOwn():
            from . import gil_held as loaded
    except (ImportError, OSError, AttributeError):
        return None
    return loaded


class _PythonsOwn:
    """As at the start, the notebook's folder is off the path, so that a `traceback.py` of the user's is not taken for
    Python's."""

    def __enter__(self):
        self._at = sys.path.index("") if "" in sys.path else None
        if self._at is not None:
            del sys.path[self._at]

    def __exit__(self, *_problem):
        if self._at is not None:
            sys.path.insert(self._at, "")


def _tell_of_lost_workers(module, tell):
    from . import pools

    pools.install(module, tell)


def _find_names_late(reduction):
    from . import workers

    workers.install(reduction, os.getpid())


def _ipython():
    from . import ipython

    return ipython


def _follow(loader, addition):
    load = getattr(loader, "exec_module", None)
    if load is None:
        return

    def exec_module(module):
        load(module)
        addition(module)

    loader.exec_module = exec_module


def _choose_backend(get_shell):
    if not os.environ.get(_BACKEND):
        from . import figures

        figures.switch_on(get_shell())
