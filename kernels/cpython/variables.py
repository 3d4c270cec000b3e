"""The notebook's variables: for the variables panel, `%who` and `%whos`."""

from . import safely

#: More variables than anybody reads in a cell's output, and in a panel that can be filtered (`MOST_VARIABLES` in
#: common/protocol.ts); a namespace filled by a loop must not hold up the kernel.
MOST = 1000
PANEL_MOST = 5000

#: What the kernel itself puts into the namespace.
_OURS = frozenset(("In", "Out"))


def names(namespace):
    """The names of the user's own variables, sorted."""
    found = (name for name in list(namespace) if type(name) is str and not name.startswith("_") and name not in _OURS)
    return sorted(found)


def listed(namespace, kinds=(), most=MOST, spared=None):
    """[{name, type, size?, value}] of the first `most` of the user's own variables: those of the types named in `kinds` if
    any are, and not those of the type `spared`."""
    rows = []
    for name in names(namespace):
        value = namespace.get(name)
        kind = safely.name_of(type(value))
        if kinds and kind.rpartition(".")[2] not in kinds:
            continue
        if kind == spared:
            continue
        row = {"name": name, "type": kind, "value": safely.short(value)}
        size = safely.size(value)
        if size is not None:
            row["size"] = size
        rows.append(row)
        if len(rows) == most:
            break
    return rows


def panel(namespace):
    """The variables a panel shows: `listed`, without imported modules."""
    return listed(namespace, most=PANEL_MOST, spared="module")
