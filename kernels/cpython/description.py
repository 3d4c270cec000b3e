"""What this kernel is, for `kernel_info`: sent when it is ready, and again whenever something of it has changed."""
import os
import sys

from . import wire

#: How the warning begins by which a free-threaded Python tells that an import has switched the GIL back on.
_GIL_WARNING = "The global interpreter lock (GIL) has been enabled to load module '"


def about():
    """The fields of `kernel_info`."""
    fields = {
        "protocol": wire.PROTOCOL_VERSION,
        "pid": os.getpid(),
        "version": sys.version.split()[0],
        "build": sys.version,
        "executable": sys.executable,
        "free_threaded": is_free_threaded(),
        "gil": has_gil(),
        "cores": os.cpu_count() or 1,
        "start_method": _start_method(),
        "switch_interval": sys.getswitchinterval(),
    }
    if hasattr(os, "sched_getaffinity"):
        fields["affinity"] = sorted(os.sched_getaffinity(0))
    culprit = _gil_module()
    if culprit is not None:
        fields["gil_module"] = culprit
    return fields


def is_free_threaded():
    """Built without the GIL."""
    return "t" in getattr(sys, "abiflags", "")


def has_gil():
    """Whether the GIL is on now."""
    return getattr(sys, "_is_gil_enabled", lambda: True)()


def _start_method():
    """multiprocessing's default, without importing it (which takes longer than the rest of the start)."""
    loaded = sys.modules.get("multiprocessing.context")
    if loaded is not None:
        return loaded._default_context.get_start_method(allow_none=True) or _platforms_own()
    return _platforms_own()


def _platforms_own():
    if sys.platform in ("win32", "darwin"):
        return "spawn"
    return "forkserver" if sys.version_info >= (3, 14) else "fork"


def _gil_module():
    """The module whose import switched the GIL on, as the warning about it names it; it is kept where it was given."""
    if not (is_free_threaded() and has_gil()):
        return None
    for module in list(sys.modules.values()):
        for key in list(getattr(module, "__dict__", {}).get("__warningregistry__", ())):
            if isinstance(key, tuple) and str(key[0]).startswith(_GIL_WARNING):
                return str(key[0])[len(_GIL_WARNING) :].partition("'")[0]
    return None
