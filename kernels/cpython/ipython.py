"""IPython for those who do not have it, and for those who do: `display()` and its relatives reach the cell either way."""
import types
from importlib.machinery import ModuleSpec

#: Libraries compare versions to choose between old and new ways; ours are the new ones.
_VERSION = (9, 0, 0)

_DISPLAY = ("IPython.display", "IPython.core.display", "IPython.core.display_functions")


def show_here(module, shell):
    """Give IPython's own module our functions for what its shell would do; its classes stay."""
    display = shell.display
    for name, function in _functions(display).items():
        if hasattr(module, name):
            setattr(module, name, function)


def spec(name, get_shell):
    """The spec of the stand-in for the module `name`, or None."""
    makers = {
        "IPython": _make_top,
        "IPython.core": lambda module, shell: None,
        "IPython.core.getipython": lambda module, shell: vars(module).update(get_ipython=lambda: shell),
        **dict.fromkeys(_DISPLAY, _make_display),
    }
    if name not in makers:
        return None
    return ModuleSpec(name, _Loader(makers[name], get_shell), is_package=name in ("IPython", "IPython.core"))


class _Loader:
    def __init__(self, make, get_shell):
        self._make = make
        self._get_shell = get_shell

    def create_module(self, _spec):
        """An ordinary module."""
        return None

    def exec_module(self, module):
        """Fill it."""
        self._make(module, self._get_shell())


def _make_top(module, shell):
    module.__doc__ = "A stand-in for IPython, which is not installed: get_ipython() and IPython.display."
    module.version_info, module.__version__ = _VERSION, ".".join(map(str, _VERSION))
    module.get_ipython = lambda: shell
    module.display = shell.display.display


def _make_display(module, shell):
    from . import ipython_display

    names = {name: value for name, value in vars(ipython_display).items() if not name.startswith("_")}
    module.__dict__.update({name: value for name, value in names.items() if not isinstance(value, types.ModuleType)})
    module.__dict__.update(_functions(shell.display))


def _functions(display):
    def publish_display_data(data, metadata=None, *, transient=None, update=False, **_options):
        """Show a dictionary by MIME type."""
        display_id = (transient or {}).get("display_id")
        if update:
            display.update_display(data, display_id=display_id, metadata=metadata, raw=True)
        else:
            display.display(data, display_id=display_id, metadata=metadata, raw=True)

    return {
        "display": _display(display),
        "update_display": display.update_display,
        "clear_output": display.clear_output,
        "publish_display_data": publish_display_data,
    }


def _display(display):
    def show(*objs, include=None, exclude=None, metadata=None, transient=None, display_id=None, raw=False, clear=False, **_):
        """Show values in the cell, by IPython's parameters."""
        if clear:
            display.clear_output(wait=True)
        display_id = display_id if display_id is not None else (transient or {}).get("display_id")
        return display.display(*objs, display_id=display_id, metadata=metadata, raw=raw)

    show.__name__ = "display"
    return show
