"""Modules that could be imported, for completion: found by looking at folders, without importing any."""
import os
import re
import sys

from . import safely

#: Folders whose entries are known: path → (time of the folder's last change, names).
_known = {}
_DEFINED = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*(?::[^=\n]+)?=(?!=)", re.M)
#: Characters of a module's source that are looked through.
_SOURCE = 500_000


def top_level(until):
    """Names of modules that `import` would find. `until`: when to have stopped, by time.monotonic()."""
    found = {name for name in list(sys.modules) if "." not in name}
    found.update(sys.builtin_module_names, getattr(sys, "stdlib_module_names", ()))
    return found | _in_folders(_search_path(), until)


def within(package, until):
    """Names of modules in a package."""
    found = _in_folders(_folders(package), until)
    start = package + "."
    found.update(name[len(start) :] for name in list(sys.modules) if name.startswith(start) and "." not in name[len(start) :])
    return found


def names_in(module, until):
    """What `from module import` would find: its own names where it is loaded or written in Python, and its modules."""
    found = within(module, until)
    there = sys.modules.get(module)
    if there is not None:
        found.update(name for name in list(safely.own(there)) if type(name) is str)
        return found
    parent, _, last = module.rpartition(".")
    for folder in _folders(parent) if parent else _search_path():
        for path in (os.path.join(folder, last + ".py"), os.path.join(folder, last, "__init__.py")):
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    source = file.read(_SOURCE)
            except OSError:
                continue
            found.update(name for pair in _DEFINED.findall(source) for name in pair if name)
            return found
    return found


def _search_path():
    return [folder or os.getcwd() for folder in list(sys.path) if type(folder) is str]


def _folders(package):
    there = sys.modules.get(package)
    path = safely.own(there).get("__path__") if there is not None else None
    if type(path) is list:
        return [folder for folder in path if type(folder) is str]
    return [os.path.join(folder, *package.split(".")) for folder in _search_path()]


def _in_folders(folders, until):
    import time

    found = set()
    for folder in folders:
        if time.monotonic() > until:
            break
        found |= _names(folder)
    return found


def _names(folder):
    try:
        changed = os.stat(folder).st_mtime_ns
        if folder in _known and _known[folder][0] == changed:
            return _known[folder][1]
        with os.scandir(folder) as entries:
            names = {_module_name(entry) for entry in entries} - {""}
    except OSError:
        return set()
    _known[folder] = (changed, names)
    return names


def _module_name(entry):
    name, dot, ending = entry.name.partition(".")
    if not name.isidentifier() or name.startswith("__"):
        return ""
    if dot:
        return name if ending == "py" or ending.endswith(("so", "pyd")) else ""
    return name if entry.is_dir() else ""
