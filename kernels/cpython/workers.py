"""What a worker does with a name it does not have, and what the user is told of it.

A worker that cannot find a task's function fails while it unpickles the task, and dies before it knows which task that
was: `Pool.map` then waits for ever. Here the missing name becomes a stand-in, so that the task arrives, fails when it
is run, and its error goes back to where the result is awaited.
"""
import io
import os
import pickle
import re

_MAIN = ("__main__", "__mp_main__")
_NAME_ERROR = re.compile(r"^(?:name|global name) '(\w+)' is not defined")
_REMOTE = ("RemoteTraceback", "_RemoteTraceback")


def install(reduction, owner=None):
    """Make `multiprocessing.reduction` unpickle this way, except in the process whose pid is `owner`: the kernel, whose
    forked children inherit it."""
    plain = reduction.ForkingPickler.loads

    def loads(data, *arguments, **options):
        try:
            return plain(data, *arguments, **options)
        except (AttributeError, NameError):
            if os.getpid() == owner:
                raise
            return _Lenient(io.BytesIO(data)).load()

    reduction.ForkingPickler.loads = staticmethod(loads)


class _Lenient(pickle.Unpickler):
    def find_class(self, module, name):
        try:
            return super().find_class(module, name)
        except (AttributeError, NameError) as problem:
            if module not in _MAIN:
                raise
            why = str(problem) if isinstance(problem, NameError) else _why_absent(name)
            return _Absent(name, (), {"why": why})


class _Absent(type):
    """Stands in for a function or a class; whatever is done with it says why it is not there."""

    def __call__(cls, *_arguments, **_options):
        raise AttributeError(cls.why)


def _why_absent(name):
    return (
        f"this worker has no '{name}': it keeps the functions that the notebook had when its pool began. "
        f"Define '{name}' first, then make the pool."
    )


def hint(error, find_cell, names):
    """A line for the user when `error` came from a child that lacks one of the notebook's variables, or None.
    `find_cell(name)`: the cell that set it, or None; `names`: the notebook's variables."""
    if type(error.__cause__).__name__ in _REMOTE:
        return _hint(error, find_cell, names)
    return None


def hint_in_child(error, cells):
    """The same in the child itself. `cells`: variable that the child was not given → the cell that set it."""
    return _hint(error, cells.get, cells)


def _hint(error, find_cell, names):
    found = _NAME_ERROR.match(str(error)) if isinstance(error, NameError) else None
    if not found or found[1] not in names:
        return None
    name, cell = found[1], find_cell(found[1])
    setter = f" {cell} sets it, but" if cell else " The notebook has it, but"
    return (
        f"Hint: the child has no '{name}'.{setter} what acts does not run again in a child. "
        f"Pass '{name}' as an argument, or set it in an initializer."
    )
