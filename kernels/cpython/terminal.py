"""The terminal of the current run: what C code, os.system and children write goes there, past Python's streams.

Each run brings a terminal device; the kernel opens it and makes it its descriptors 1 and 2. Children inherit them, so
what a child prints after its cell has ended still arrives at its own cell. Markers written here tell the app which
raw bytes came before which event (kernels/README.md).
"""
import os


class RunTerminal:
    """Descriptors 1 and 2, and the marks in what is written to them."""

    def __init__(self):
        # The kernel's own terminal: where 1 and 2 point while no run brings a terminal, and where a crash is told.
        self._consoles = (os.dup(1), os.dup(2))
        self._device = None
        #: Where markers go: the run's device, or the kernel's own terminal when the run has none; None: nowhere.
        self._marked = None
        self._marks = 0

    @property
    def console(self):
        """A descriptor of the kernel's own terminal."""
        return self._consoles[1]

    def attach(self, path):
        """Point 1 and 2 at the device `path`, or at the kernel's own terminal for None."""
        self._close()
        for number, console in zip((1, 2), self._consoles):
            os.dup2(console, number)
        if path is None:
            # Windows' terminal draws what is written to it anew, and would lose markers.
            self._marked = None if os.name == "nt" else self.console
            return
        try:
            # O_NOCTTY: a session leader that opens a terminal could otherwise make it its controlling one.
            self._device = os.open(path, os.O_RDWR | os.O_NOCTTY)
        except OSError:
            return  # the app closed it already: raw output shows on the kernel's own terminal
        self._marked = self._device
        os.dup2(self._device, 1)
        os.dup2(self._device, 2)

    def mark(self):
        """Write the next marker and return its number; None when this run has no terminal to write it to."""
        if self._marked is None:
            return None
        try:
            os.write(self._marked, b"\x1b]7373;%d\x07" % (self._marks + 1))
        except OSError:
            return None
        self._marks += 1
        return self._marks

    def _close(self):
        if self._device is not None:
            os.close(self._device)
        self._device = self._marked = None
        self._marks = 0
