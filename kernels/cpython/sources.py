"""The lines of cells, for tracebacks, warnings, pdb and inspect. They look into `linecache`, which is loaded when the
first of them needs it."""
import os
import sys

_entries = {}


def remember(name, source):
    """Keep the lines of the cell that is compiled as `name`."""
    # As a file read in text mode, which str.splitlines() is not: it also cuts at form feeds.
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in [*lines, *([last] if last else [])]]
    # No modification time: linecache then never looks for a file.
    new = {name: (len(source), None, lines, name)}
    if "bdb" in sys.modules:
        new.update(_by_path(new))
    _keep(new)


def hand_over(linecache):
    """Give the cells so far to `linecache`, which has just been loaded."""
    linecache.cache.update(_entries)


def show_to_debuggers(_bdb):
    """`bdb` has just been loaded, pdb's base: it takes the names of cells for files', and asks by their whole path. Not
    before: the folder's name costs each cell a turn of the GIL."""
    _keep(_by_path(_entries))


def _by_path(entries):
    try:
        return {os.path.abspath(name): entry for name, entry in entries.items()}
    except OSError:
        return {}  # the folder is gone


def _keep(new):
    _entries.update(new)
    linecache = sys.modules.get("linecache")
    if linecache is not None:
        linecache.cache.update(new)
