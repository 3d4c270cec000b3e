"""An exception as the app shows it: Python's own text, our frames cut, cells named, coloured.

The words, carets, chains, groups and hints are those of the interpreter that runs (`traceback.TracebackException`), so
that a course about 3.13 shows what 3.13 says.
"""
import os.path
import re
import sys
import traceback

_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep
_CELL = "Cell In["

# Standard terminal colours; the app maps them to its theme.
_RED, _GREEN, _CYAN, _BOLD, _OFF = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[1m", "\x1b[0m"

# `  File "NAME", line N, in WHERE`, also inside the frame of an exception group (`  | `).
_FRAME = re.compile(r'^([\s|+-]*)File "(.*)", line (\d+)(?:, in (.*))?$')
_CARETS = re.compile(r"^([\s|]*)([~^]+)\s*$")
_HEADING = re.compile(r"^[\s|+]*(Exception Group )?Traceback \(most recent call last\):$")
_EXCEPTION = re.compile(r"^([\s|]*)([\w.]+)(:.*)?$")


def describe(error):
    """(ename, evalue, traceback lines) of an exception that left a cell."""
    kind = type(error)
    # First, since it may be interrupted: `traceback` would swallow that and go on.
    words = _words(error)
    try:
        trace = traceback.TracebackException(kind, error, error.__traceback__, compact=True) if (
            sys.version_info >= (3, 10)
        ) else traceback.TracebackException(kind, error, error.__traceback__)
        _cut(trace, set())
        text = "".join(trace.format())
    except Exception as problem:  # a class that lies about itself must not take the kernel along
        text = f"{kind.__name__}: (its traceback could not be made: {type(problem).__name__})\n"
    return kind.__name__, words, _coloured(text.rstrip("\n").split("\n"))


def _words(error):
    try:
        return str(error)
    except Exception:
        return "<exception str() failed>"


def _cut(trace, seen):
    """Leave out our own frames, and those of asyncio between us and a cell that awaits, here and in all causes."""
    if trace is None or id(trace) in seen:
        return
    seen.add(id(trace))
    stack = trace.stack
    if stack and stack[0].filename.startswith(_OURS):
        cells = (i for i, frame in enumerate(stack) if frame.filename.startswith(_CELL))
        del stack[: next(cells, len(stack))]
    # Code within a magic runs for its line of the cell, which need not be there twice.
    inner = [
        i for i, frame in enumerate(stack[:-1]) if frame.filename.startswith(_CELL)
        and stack[i + 1].filename == _OURS + "shell.py"
        and any(frame.filename.startswith(_CELL) for frame in stack[i + 1 :])
    ]
    stack[:] = [frame for i, frame in enumerate(stack) if i not in inner and not frame.filename.startswith(_OURS)]
    for other in (trace.__cause__, trace.__context__, *(getattr(trace, "exceptions", None) or ())):
        _cut(other, seen)


def _coloured(lines):
    shown = []
    in_cell = False
    for line in lines:
        frame = _FRAME.match(line)
        carets = _CARETS.match(line)
        if frame:
            before, name, number, where = frame.groups()
            in_cell = name.startswith(_CELL)
            name = name if in_cell else f'File "{name}"'
            place = f", in {_CYAN}{where}{_OFF}" if where else ""
            line = f"{before}{_GREEN}{name}{_OFF}, line {_GREEN}{number}{_OFF}{place}"
        elif carets:
            line = f"{carets[1]}{_BOLD}{_RED}{carets[2]}{_OFF}"
        elif _HEADING.match(line):
            in_cell = False
        elif in_cell and line.startswith("    "):
            line = f"{_RED}-->{_OFF} {line[4:]}"  # as wide as the indent, so that carets stay under their code
            in_cell = False
        else:
            exception = _EXCEPTION.match(line)
            if exception and exception[2]:
                line = f"{exception[1]}{_BOLD}{_RED}{exception[2]}{_OFF}{exception[3] or ''}"
        shown.append(line)
    return shown
