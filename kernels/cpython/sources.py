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
    entry = (len(source), None, lines, name)
    new = {name: entry}
    try:
        new[os.path.abspath(name)] = entry  # pdb takes the name for a file's, and asks by its whole path
    except OSError:
        pass  # the folder is gone
    _entries.update(new)
    linecache = sys.modules.get("linecache")
    if linecache is not None:
        linecache.cache.update(new)


def hand_over(linecache):
    """Give the cells so far to `linecache`, which has just been loaded."""
    linecache.cache.update(_entries)
