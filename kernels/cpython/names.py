"""What the system calls the threads and the children. Whoever looks from outside (the scope, `top -H`, a debugger) knows them by that.

From 3.14 on Python tells the system the names of its threads itself; before, they are all called like the program. The
system keeps 15 bytes, which makes the threads of a pool all alike, so long names are shortened in the middle.
"""
import os
import sys
from _thread import get_native_id

LENGTH = 15
#: Of a long name's end this much is kept: its number.
NUMBER_LENGTH = 6

_threading = None
_util = None


def tell(name):
    """Give the calling thread this name; some 15 µs."""
    if sys.platform != "linux":
        from . import names_elsewhere

        return names_elsewhere.tell(name)
    try:
        file = os.open(f"/proc/self/task/{get_native_id()}/comm", os.O_WRONLY)
        try:
            os.write(file, shortened(name))
        finally:
            os.close(file)
    except OSError:
        pass  # no /proc here: the thread keeps the program's name


def number():
    """The calling thread's number as the scope has it."""
    if sys.platform != "linux":
        from . import names_elsewhere

        return names_elsewhere.number()
    return get_native_id()


def shortened(name):
    """The bytes of a name that the system keeps."""
    whole = name.encode("utf-8", "replace")
    if len(whole) <= LENGTH:
        return whole
    number = name[len(name.rstrip("-_0123456789")) :][-NUMBER_LENGTH:].encode()
    return whole[: LENGTH - len(number)].decode("utf-8", "ignore").encode() + number


def tell_of_threads():
    """From now on each thread of `threading` tells its name when it starts. Call it when one is about to start."""
    global _threading
    threading = sys.modules.get("threading")
    if threading is None or threading is _threading:
        return
    _threading = threading
    method = "_set_os_name" if hasattr(threading.Thread, "_set_os_name") else "_set_native_id"
    begin = getattr(threading.Thread, method)

    def begin_and_tell(self):
        begin(self)
        # Python calls this also after a fork, and for threads that it did not start: those keep their names.
        if not self._started.is_set():
            tell(self.name)

    setattr(threading.Thread, method, begin_and_tell)


def tell_of_processes():
    """From now on each child that multiprocessing forks tells its name, e.g. ForkProcess-2. Call it when one is about to
    start."""
    global _util
    util = sys.modules.get("multiprocessing.util")
    if util is None or util is _util:
        return
    _util = util
    util.register_after_fork(sys.modules[__name__], lambda _: tell_of_this_process())


def tell_of_this_process():
    """Give this process the name that multiprocessing has for it, if it is a child of multiprocessing."""
    name = sys.modules["multiprocessing.process"].current_process().name
    if name != "MainProcess":
        tell(name)
