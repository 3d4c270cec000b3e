"""The terminal of the current run: what C code, os.system and children write goes there, past Python's streams.

Each run brings a terminal device; the kernel opens it and makes it its descriptors 1 and 2. Children inherit them, so
what a child prints after its cell has ended still arrives at its own cell. Markers written here tell the app which
raw bytes came before which event (kernels/README.md).
"""
import os


def point_at(path):
    """Make the device `path` descriptors 1 and 2 of this child, unless the app has closed it already."""
    device = _open(path)
    if device is not None:
        os.dup2(device, 1)
        os.dup2(device, 2)
        os.close(device)


def _open(path, calls=os):
    """A descriptor of the device; None when the app has closed it already."""
    try:
        # O_NOCTTY: a session leader that opens a terminal could otherwise make it its controlling one.
        return calls.open(path, os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None


class RunTerminal:
    """Descriptors 1 and 2, and the marks in what is written to them."""

    def __init__(self):
        # The kernel's own terminal: where 1 and 2 point while no run brings a terminal, and where a crash is told.
        self._consoles = (os.dup(1), os.dup(2))
        self._device = None
        #: Devices of runs that have ended, not closed yet.
        self._left = []
        #: Where markers go: the run's device, or the kernel's own terminal when the run has none; None: nowhere.
        self._marked = None
        self._marks = 0
        self._run = None
        #: Where `open` and `dup2` come from: `os`, or gil_held.py.
        self.calls = os
        #: The device of each run so far, for children that its threads start later.
        self._devices = {}

    @property
    def console(self):
        """A descriptor of the kernel's own terminal."""
        return self._consoles[1]

    def attach(self, path, run):
        """Point 1 and 2 at the device `path` of `run`, or at the kernel's own terminal for None."""
        self._run = run
        self._devices[run] = path
        self._marks = 0
        self._left.append(self._device)
        self._device = None if path is None else _open(path, self.calls)
        while self._device in (1, 2):  # the cell before has closed them; below they are pointed at the device too
            self._device = _open(path, self.calls)
        if self._device is None:
            # The app has closed it already, or there is none: what is not Python's own text shows on the kernel's own
            # terminal. That of Windows draws what is written to it anew, and would lose markers.
            for number, console in zip((1, 2), self._consoles):
                os.dup2(console, number)
            self._marked = self.console if path is None and os.name != "nt" else None
        else:
            self._marked = self._device
            self.calls.dup2(self._device, 1)
            self.calls.dup2(self._device, 2)

    def close_left(self):
        """Close the devices of earlier runs. Not when the next one begins, which somebody waits for."""
        while self._left:
            device = self._left.pop()
            # Where a cell has closed it, the number may be that of the present one.
            if device is None or device == self._device:
                continue
            try:
                os.close(device)
            except OSError:
                pass  # a cell has closed it

    def device_of(self, run):
        """The path of the terminal of `run`; None when it has none."""
        return self._devices.get(run)

    def follow(self, run):
        """In a forked child: write to the terminal of `run`, whose thread forked it."""
        self.close_left()
        path = self._devices.get(run)
        if run is not self._run and path is not None:
            point_at(path)

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
