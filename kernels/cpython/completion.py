"""What could be written at the cursor. Looks at values without running their code (safely.py), also while a cell runs."""
import builtins
import keyword
import os
import re
import time
import types

from . import cursor, modules, safely, signatures

#: Seconds after which no more is looked for.
TIME = 0.5
#: The most matches of one answer, and the most that get details.
MOST, DETAILED = 1000, 200

_WORD = re.compile(r"\w*$")
_IMPORT = re.compile(r"^\s*(?:import\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)*|from\s+)([\w.]*)$")
_FROM = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+[(]?(?:[^()\n]*,\s*)?(\w*)$")
_MAGIC = re.compile(r"^\s*(?:\w+\s*=\s*)?(%%?)(\w*)$")
_KEY = re.compile(r"\[\s*[rRbBuU]?[\"']$")


def complete(code, position, namespace):
    """{matches: [{text, type, detail?}], cursor_start, cursor_end}: each match replaces what is between the two
    (characters of `code`)."""
    until = time.monotonic() + TIME
    where = cursor.Cursor(code, position)
    start, found = _found(where, namespace, until)
    prefix = code[start:position]
    rows = [row for row in found if row[0].startswith(prefix)]
    if not rows:
        rows = [row for row in found if row[0].lower().startswith(prefix.lower())]
    matches = []
    for text, kind, value in rows[:MOST]:
        match = {"text": text, "type": kind}
        detail = _detail(kind, value) if len(matches) < DETAILED and time.monotonic() < until else None
        if detail:
            match["detail"] = detail
        matches.append(match)
    return {"matches": matches, "cursor_start": start, "cursor_end": position}


#: Stands for "the value is not known".
_UNKNOWN = object()


def _found(where, namespace, until):
    """(where the text to replace begins, [(text, type, value)])."""
    line, position = where.line, where.position
    if where.string is not None:
        key = _key(where, namespace)
        return key or _paths(where)
    for pattern, find in ((_FROM, _from), (_IMPORT, _imports), (_MAGIC, _magics)):
        match = pattern.match(line)
        if match:
            return find(match, position, until)
    start = position - len(_WORD.search(where.before)[0])
    prefix = where.before[start:]
    dot = re.search(r"\.\s*$", where.before[:start])
    if dot:
        return start, _attributes(where.chain(dot.start()), prefix, namespace)
    if prefix[:1].isdigit():
        return start, []
    return start, _names(where, prefix, namespace)


def _attributes(chain, prefix, namespace):
    known, value = cursor.resolve(chain, namespace)
    if not known:
        return []
    names = [name for name in safely.attributes(value) if prefix.startswith("_") or not name.startswith("_")]
    rows = []
    for name in sorted(names):
        known, attribute = safely.attribute(value, name)
        kind = _kind(attribute) if known else "property" if safely.is_a(attribute, property) else "instance"
        rows.append((name, kind, attribute if known else _UNKNOWN))
    return rows


def _names(where, prefix, namespace):
    rows = {}
    known, called = cursor.resolve(where.callee(), namespace)
    arguments = [(name + "=", "param", _UNKNOWN) for name in signatures.parameters(called)] if known else []
    hides = not prefix.startswith("_")
    for name in where.bound():
        rows[name] = (name, "variable", _UNKNOWN)
    rows.pop(prefix, None)  # the name that is being typed
    for word in keyword.kwlist:
        rows[word] = (word, "keyword", _UNKNOWN)
    for names in (vars(builtins), namespace):
        for name in list(names):
            if type(name) is str and not (hides and name.startswith("_")):
                value = names.get(name)
                rows[name] = (name, _kind(value), value)
    return arguments + [rows[name] for name in sorted(rows)]


def _key(where, namespace):
    opening = where.before[: where.string]
    if not _KEY.search(opening):
        return None
    known, value = cursor.resolve(where.chain(opening.rindex("[")), namespace)
    if not known:
        return None
    rows = [(key, "key", _UNKNOWN) for key in safely.keys(value) if type(key) is str]
    return (where.string, rows) if rows else None


def _paths(where):
    text = where.before[where.string :]
    folder, slash, name = text.rpartition("/")
    start = where.position - len(name)
    place = os.path.expanduser(folder + slash) or "."
    rows = []
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if name.startswith(".") or not entry.name.startswith("."):
                    rows.append((entry.name + ("/" if entry.is_dir() else ""), "path", _UNKNOWN))
                if len(rows) == MOST:
                    break
    except (OSError, ValueError):
        return start, []
    return start, sorted(rows, key=lambda row: row[0])


def _imports(match, position, until):
    package, _, last = match[1].rpartition(".")
    names = modules.within(package, until) if package else modules.top_level(until)
    return position - len(last), _modules(names, last)


def _from(match, position, until):
    return position - len(match[2]), _modules(modules.names_in(match[1], until), match[2], "instance")


def _modules(names, prefix, kind="module"):
    return [(name, kind, _UNKNOWN) for name in sorted(names) if prefix.startswith("_") or not name.startswith("_")]


def _magics(match, position, _until):
    from . import cell_magics, magics

    table = cell_magics.CELL if match[1] == "%%" else magics.LINE
    return position - len(match[2]), [(name, "magic", _UNKNOWN) for name in sorted(table)]


def _kind(value):
    if safely.is_a(value, type):
        return "class"
    if safely.is_a(value, types.ModuleType):
        return "module"
    if type(value) in (types.FunctionType, types.MethodType) or type(value) in safely.FUNCTIONS:
        return "function"
    return "instance"


def _detail(kind, value):
    if value is _UNKNOWN:
        return None
    if kind in ("function", "class"):
        return signatures.signature(value)
    return safely.name_of(type(value)) if kind == "instance" else None
