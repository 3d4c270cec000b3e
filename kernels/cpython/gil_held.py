"""A few system calls that keep the GIL, for the moments in which nothing is waited for. Those of `os` and `socket` let go of
it, and beside threads that spin each then waits for turns of theirs, 5 ms and more. Loaded when `threading` is: before
that nobody takes the GIL away. ImportError, OSError or AttributeError where C's own cannot be called."""
import ctypes
import os
import socket

_c = ctypes.PyDLL(None, use_errno=True)  # unlike CDLL, it calls with the GIL held
_open, _dup2, _send = _c.open, _c.dup2, _c.send
_send.argtypes, _send.restype = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int), ctypes.c_ssize_t
_AT_ONCE = socket.MSG_DONTWAIT | getattr(socket, "MSG_NOSIGNAL", 0)


def open(path, flags):
    """As `os.open`, of a terminal; the descriptor is not inherited."""
    return _checked(_open(os.fsencode(path), flags | os.O_CLOEXEC))


def dup2(descriptor, number):
    """As `os.dup2`; `number` is inherited."""
    return _checked(_dup2(descriptor, number))


def send(descriptor, data):
    """How many of the bytes a socket takes at once; 0 also where it takes none, for whatever reason."""
    return max(_send(descriptor, data, len(data), _AT_ONCE), 0)


def _checked(result):
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
