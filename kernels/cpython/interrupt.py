"""KeyboardInterrupt reaches the code of a cell, and nothing else.

SIGINT may come at any moment, also between cells, while a message is half sent, or in our own bookkeeping. The handler
here raises only while a cell runs; while the cell's own print() is inside our output path it makes a note instead, and
the output path raises when its work is whole (`settle`).
"""
import os.path
import signal

_HERE = os.path.dirname(__file__)

#: Code in these files finishes what it began: half a message, a lost line or a cell without a reply would be worse than
#: a late interrupt. Our other files run for the cell (its values' reprs, its input()) and are interrupted with it.
_UNINTERRUPTED = frozenset(
    os.path.join(_HERE, name + ".py")
    for name in ("streams", "output", "wire", "terminal", "gil_held", "interrupt", "serve")
)


class Interrupts:
    """Whether SIGINT may raise now, and whether one is owed."""

    def __init__(self):
        self._allowed = False
        self._owed = False

    def install(self):
        """Become Python's SIGINT handler. We also take the name `signal.default_int_handler`: asyncio.run() cancels
        its main task on SIGINT only when it finds that very function installed."""
        signal.default_int_handler = self._on_signal
        signal.signal(signal.SIGINT, self._on_signal)

    def run(self, function, *arguments):
        """Call `function` with interrupts allowed. A late one is dropped: its code has ended."""
        self._owed = False
        self._allowed = True
        try:
            return function(*arguments)
        finally:
            self._allowed = False

    def forbid(self):
        """No KeyboardInterrupt from here on: for handlers of one that cut `run` short."""
        self._allowed = False

    def heard_by(self):
        """The fields of `sigint_reply`: a program may have taken SIGINT over."""
        handler = signal.getsignal(signal.SIGINT)
        if handler == self._on_signal:
            return {"ours": True}
        return {"ours": False, "handler": handler.__qualname__} if hasattr(handler, "__qualname__") else {"ours": False}

    def settle(self):
        """Raise the KeyboardInterrupt that came while our output path was at work, if one did."""
        if self._owed and self._allowed:
            self._owed = False
            raise KeyboardInterrupt

    def _on_signal(self, _number, frame):
        if not self._allowed:
            return
        if _is_bookkeeping(frame):
            self._owed = True
            return
        raise KeyboardInterrupt


def _is_bookkeeping(frame):
    """Whether the innermost code that is not a library's is ours and must not be cut."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name in _UNINTERRUPTED:
            return True
        if name.startswith("Cell In[") or name.startswith(_HERE):
            return False
        frame = frame.f_back
    return False
