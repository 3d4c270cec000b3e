"""A child that multiprocessing started by spawn or forkserver: its lines go to the cell that started it, by name.

Its main module, written by importable.py, calls `begin` before it defines anything.
"""
import _thread
import os
import sys
import traceback

from . import authors, names, terminal, workers
from .streams import Stream

_output = None
_others = {}


def begin(device):
    """Write to the terminal at the path `device`, of the cell that started this process (None: leave it as it is).

    The forkserver runs this once, and so does each of its children when the notebook has changed since, or when another
    cell starts them; what it installed is there in all of them."""
    global _output
    if device is not None:
        terminal.point_at(device)
    names.tell_of_processes()  # the forkserver's children
    names.tell_of_this_process()
    if _output is None:
        _output = _Output()
        sys.stdout = sys.__stdout__ = _output.stdout
        sys.stderr = sys.__stderr__ = _output.stderr
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_output.renew_lock)
        if "multiprocessing.reduction" in sys.modules:
            workers.install(sys.modules["multiprocessing.reduction"])
        traceback.print_exc = _with_hint(traceback.print_exc)


def lacks(others):
    """`others`: variable that children are not given → the cell that sets it."""
    _others.clear()
    _others.update(others)


def _with_hint(print_exc):
    """multiprocessing prints what ends a child with this function."""

    def print_exc_and_hint(*arguments, **options):
        print_exc(*arguments, **options)
        hint = workers.hint_in_child(sys.exc_info()[1], _others)
        if hint and not arguments and not options:
            print(hint, file=sys.stderr)

    return print_exc_and_hint


class _Output:
    """What the streams of a child need of an `output.Output`."""

    in_child = True

    def __init__(self):
        self.lock = _thread.RLock()
        self._writers = {}
        self.stdout = Stream(self, "stdout", 1)
        self.stderr = Stream(self, "stderr", 2)
        self.stdout.become_child()
        self.stderr.become_child()

    def writer(self):
        """Who writes in the calling thread."""
        return authors.writer_in_child(self._writers)

    def renew_lock(self):
        """After a fork no other thread is here to release it."""
        self.lock = _thread.RLock()
