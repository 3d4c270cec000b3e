"""The system calls behind macos.py; they exist on macOS only."""
import ctypes

from .macos import PROC_PPID_ONLY

#: sysctl: the arguments that a process was started with, CTL_KERN and KERN_PROCARGS2 (sys/sysctl.h).
CTL_KERN, KERN_PROCARGS2 = 1, 49
#: Enough to know a process of multiprocessing's by; what is longer is cut.
MOST_OF_COMMAND = 4_096


class Timebase(ctypes.Structure):
    """struct mach_timebase_info: a tick is numer/denom ns."""

    _fields_ = [("numer", ctypes.c_uint32), ("denom", ctypes.c_uint32)]


class Calls:
    def __init__(self):
        system = ctypes.CDLL("/usr/lib/libSystem.dylib")
        timebase = Timebase()
        system.mach_timebase_info(ctypes.byref(timebase))
        self.ns_per_tick = timebase.numer / timebase.denom
        self._sysctl = system.sysctl
        self._sysctl.argtypes = [
            *(ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)),
            *(ctypes.c_void_p, ctypes.c_size_t),
        ]
        self._info = system.proc_pidinfo
        self._info.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_uint64, ctypes.c_void_p, ctypes.c_int]
        self._list = system.proc_listpids
        self._list.argtypes = [ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_int]
        self._buffer = ctypes.create_string_buffer(8_192)

    def about(self, pid, flavor, argument, size):
        """The bytes of a structure; None where the process or thread is gone, or is not to be asked about."""
        got = self._info(pid, flavor, argument, self._buffer, size)
        return self._buffer.raw[:size] if got == size else None

    def numbers(self, pid, flavor):
        """The numbers of its threads."""
        return self._all(8, lambda: self._info(pid, flavor, 0, self._buffer, len(self._buffer)), "Q")

    def children(self, pid):
        """The numbers of the processes that it has started."""
        return self._all(4, lambda: self._list(PROC_PPID_ONLY, pid, self._buffer, len(self._buffer)), "i")

    def command(self, pid):
        """A process's command line; empty where it is not told."""
        names = (ctypes.c_int * 3)(CTL_KERN, KERN_PROCARGS2, pid)
        size = ctypes.c_size_t(MOST_OF_COMMAND)
        buffer = ctypes.create_string_buffer(MOST_OF_COMMAND)
        if self._sysctl(names, 3, buffer, ctypes.byref(size), None, 0) != 0:
            return ""
        # How many there are (4 bytes), the program, and its arguments, each with a zero at its end.
        return buffer.raw[4 : size.value].replace(b"\0", b" ").decode("utf-8", "replace")

    def _all(self, width, call, letter):
        """A list that the system writes into the buffer; one that fills it may be cut, and is asked for with more room."""
        while True:
            length = call()
            if length < len(self._buffer):
                return list(memoryview(self._buffer.raw[: max(length, 0)]).cast(letter))
            self._buffer = ctypes.create_string_buffer(2 * len(self._buffer))
