"""The notebook's variables: for the variables panel, `%who` and `%whos`."""

from . import safely

#: More variables than anybody reads; a namespace filled by a loop must not hold up the kernel.
MOST = 1000

#: What the kernel itself puts into the namespace.
_OURS = frozenset(("In", "Out"))


def names(namespace):
    """The names of the user's own variables, sorted."""
    found = (name for name in list(namespace) if type(name) is str and not name.startswith("_") and name not in _OURS)
    return sorted(found)


def listed(namespace, kinds=()):
    """[{name, type, size?, value}] of the user's own variables, those of the types named in `kinds` if any are."""
    rows = []
    for name in names(namespace):
        value = namespace.get(name)
        kind = safely.name_of(type(value))
        if kinds and kind.rpartition(".")[2] not in kinds:
            continue
        row = {"name": name, "type": kind, "value": safely.short(value)}
        size = safely.size(value)
        if size is not None:
            row["size"] = size
        rows.append(row)
        if len(rows) == MOST:
            break
    return rows


def panel(namespace):
    """The variables a panel shows: `listed`, without imported modules."""
    return [row for row in listed(namespace) if row["type"] != "module"]
