"""What macOS and Windows call the calling thread, in name and number: loaded there only. From 3.14 on Python has a call for
the name; before, the system's own is made, without letting go of the GIL."""
import _thread
import os
import sys


def tell(name):
    """Give the calling thread this name."""
    try:
        _give(name)
    except OSError:
        pass  # it keeps the program's


def number():
    """The calling thread's number. The watcher gives a main thread that of its process, as Linux does."""
    threading = sys.modules.get("threading")
    is_main = threading is None or threading.main_thread().ident == _thread.get_ident()
    return os.getpid() if is_main else _thread.get_native_id()


def _system_call():
    import ctypes

    if sys.platform == "darwin":
        give = ctypes.PyDLL(None).pthread_setname_np  # it names the calling thread
        give.argtypes = [ctypes.c_char_p]
        # MAXTHREADNAMESIZE (sys/proc_info.h), less the zero at its end.
        return lambda name: give(name.encode("utf-8", "replace")[:63].decode("utf-8", "ignore").encode())
    library = ctypes.PyDLL("kernel32")
    give, current = library.SetThreadDescription, library.GetCurrentThread
    current.restype = ctypes.c_void_p
    give.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
    return lambda name: give(current(), name)


def _nobody(_name):
    """Without such a call (Windows before version 1607), or without ctypes."""


try:
    _give = getattr(_thread, "set_name", None) or _system_call()
except (ImportError, AttributeError, OSError):
    _give = _nobody
