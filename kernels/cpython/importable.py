"""The notebook as a module, so that children made by spawn and forkserver find what cells define.

    cells run so far + this one ──▶ carried statements ──▶ cells-HASH.py ◀── __main__.__file__ ◀── multiprocessing

Such a child runs the file that `__main__.__file__` names. Before each run we write a new one (children of earlier runs
still read theirs) with what can run again without acting: imports, functions, classes, and assignments of constants and
a few pure constructors. Calls, loops, prints, process starts and `if __name__ == "__main__":` stay out.

Each statement runs in its own guard: one that fails in the child (a file that is not there, a name that was not
carried) must not end the child at its import, which a pool would answer by starting the next one, for ever. Statements
that failed are tried again after the others, since cells need not be in order.
"""
import ast
import os
from _blake2 import blake2b  # as in hashlib, which loads OpenSSL too

#: Calls that only build a value, by the last part of their name: `re.compile` and `compile` alike.
_PURE_CALLS = frozenset(
    """
    bool bytes bytearray complex dict float frozenset int len list max min range reversed round set slice sorted str sum
    tuple zip abs ord chr hex object compile namedtuple Enum IntEnum Flag IntFlag NamedTuple TypedDict TypeVar ParamSpec
    TypeVarTuple NewType Path PurePath partial Fraction Decimal timedelta date datetime itemgetter attrgetter defaultdict
    OrderedDict Counter deque field
    """.split()
)

_KERNELS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_PURE_NODES = (
    ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare,
    ast.IfExp, ast.Subscript, ast.Slice, ast.Attribute, ast.Starred, ast.JoinedStr, ast.FormattedValue, ast.keyword,
    ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)  # fmt: skip

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

#: What a child of one cell runs: its streams, then the notebook. {kernels}: the folder of the package `cpython`.
_ENTRY = '''\
import sys as _sys

_sys.path.insert(0, {kernels!a})
import cpython.child as _child

_sys.path.remove({kernels!a})
_child.begin({device!a})
with open({notebook!a}, encoding="ascii") as _file:
    exec(compile(_file.read(), {notebook!a}, "exec"))
_child.lacks(__gilscope_others__)
'''

_FILE = '''\
# What the cells of a notebook define, for the children that multiprocessing starts.
import linecache as _linecache

#: Name: why it could not be defined in this process.
__gilscope_missing__ = {{}}
#: Name that no child is given: the cell that sets it.
__gilscope_others__ = {others!a}


def __getattr__(name):
    """Asked by pickle for a function or class. No AttributeError, which pickle would replace by its own."""
    if name in __gilscope_missing__:
        raise NameError(f"'{{name}}' could not be defined in this child: {{__gilscope_missing__[name]}}")
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")


def _define(waiting):
    """Run (cell, line, names, flags, source) each in its own guard; what fails waits for the others."""
    while waiting:
        failed = []
        for each in waiting:
            cell, line, names, flags, source = each
            try:
                exec(compile("\\n" * (line - 1) + source, cell, "exec", flags, dont_inherit=True), globals())
            except BaseException as problem:
                failed.append(each)
                __gilscope_missing__.update(dict.fromkeys(names, repr(problem)))
            else:
                for name in names:
                    __gilscope_missing__.pop(name, None)
        if len(failed) == len(waiting):
            return
        waiting = failed


def _remember(statements):
    """Let tracebacks of this process show the lines of the cells."""
    for cell, line, _names, _flags, source in statements:
        lines = _linecache.cache.setdefault(cell, (1, None, [], cell))[2]
        new = [text + "\\n" for text in source.split("\\n")]
        lines.extend(["\\n"] * (line - 1 + len(new) - len(lines)))
        lines[line - 1 : line - 1 + len(new)] = new


_statements = {statements}
_remember(_statements)
_define(_statements)
'''


class Importable:
    """What cells have defined so far, and the files made of it."""

    def __init__(self, folder):
        """`folder`: called at the first file; gives the folder for them."""
        self._folder = folder
        self._carried = []
        self._written = None
        self._entries = {}
        self._set_by = {}

    def add(self, cell, flags):
        """Take what `cell` (an execute.Cell, about to run) defines. `flags`: the `from __future__` ones that hold."""
        lines = _lines(cell.source)
        for statement in cell.tree.body:
            names = frozenset(_bound(statement))
            self._set_by.update(dict.fromkeys(names, cell.name))
            # A name that is bound anew is no longer what an earlier cell made it.
            self._carried = [each for each in self._carried if not names or not each[2] <= names]
            if _is_carried(statement):
                first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
                source = _source(lines, statement, first)
                self._carried.append((cell.name, first, names, flags, source))

    def cell_of(self, name):
        """The cell that bound `name` last, by what its text says; or None."""
        return self._set_by.get(name)

    def write(self):
        """The path of a file with everything carried so far, written anew if something changed."""
        statements = [(cell, line, sorted(names), flags, source) for cell, line, names, flags, source in self._carried]
        carried = frozenset().union(*(each[2] for each in statements))
        others = {name: cell for name, cell in self._set_by.items() if name not in carried}
        text = _FILE.format(statements="[\n" + "".join(f"    {each!a},\n" for each in statements) + "]", others=others)
        if self._written is not None and self._written[0] == text:
            return self._written[1]
        path = self._save("cells", text)
        self._written = (text, path)
        return path

    def entry(self, device):
        """The path of a file for children of the cell whose terminal is at the path `device` (None: it has none): it
        makes them write there, and defines everything carried so far."""
        key = (device, self.write())
        if key not in self._entries:
            text = _ENTRY.format(kernels=_KERNELS, device=device, notebook=key[1])
            self._entries[key] = self._save("child", text)
        return self._entries[key]

    def _save(self, kind, text):
        name = blake2b(text.encode("ascii"), digest_size=8).hexdigest()
        path = os.path.join(self._folder(), f"{kind}_{name}.py")
        # Beside, then renamed: a child that starts at this moment reads a whole file.
        with open(path + ".new", "w", encoding="ascii", newline="\n") as file:
            file.write(text)
        os.replace(path + ".new", path)
        return path


def _lines(source):
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _source(lines, statement, first):
    """The statement's own text: other statements on its lines stay out."""
    taken = lines[first - 1 : statement.end_lineno]
    taken[-1] = taken[-1].encode()[: statement.end_col_offset].decode()
    if first == statement.lineno:
        taken[0] = taken[0].encode()[statement.col_offset :].decode()
    return "\n".join(taken)


def _is_carried(statement):
    if isinstance(statement, (ast.Import, ast.ImportFrom, *_DEFINITIONS)):
        return True
    if type(statement).__name__ == "TypeAlias":
        return True
    if isinstance(statement, ast.Assign):
        return all(map(_is_name, statement.targets)) and _is_pure(statement.value)
    if isinstance(statement, ast.AnnAssign):
        return _is_name(statement.target) and statement.value is not None and _is_pure(statement.value)
    if isinstance(statement, ast.If):
        return (
            not _asks_for_main(statement.test)
            and _is_pure(statement.test)
            and all(map(_is_carried, [*statement.body, *statement.orelse]))
        )
    if isinstance(statement, ast.Try):
        parts = [*statement.body, *statement.orelse, *statement.finalbody]
        parts.extend(each for handler in statement.handlers for each in handler.body)
        return all(map(_is_carried, parts))
    return isinstance(statement, ast.Pass)


def _is_name(target):
    if isinstance(target, (ast.Tuple, ast.List)):
        return all(map(_is_name, target.elts))
    return isinstance(target, ast.Name)


def _asks_for_main(test):
    return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(test))


def _is_pure(value):
    if isinstance(value, ast.Lambda):
        return True  # its body runs when it is called
    if isinstance(value, ast.Call):
        function = value.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
        if name not in _PURE_CALLS:
            return False
        return all(map(_is_pure, [*_receiver(function), *value.args, *value.keywords]))
    return isinstance(value, _PURE_NODES) and all(map(_is_pure, ast.iter_child_nodes(value)))


def _receiver(function):
    return [function.value] if isinstance(function, ast.Attribute) else []


def _bound(node):
    """The names a top-level statement binds or deletes, not those inside the functions and classes it defines."""
    if isinstance(node, _DEFINITIONS):
        yield node.name
        return
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    if isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    if isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    for child in ast.iter_child_nodes(node):
        yield from _bound(child)
