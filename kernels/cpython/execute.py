"""Compile and run one cell in the notebook's `__main__`."""
import __future__

import ast
import builtins
import sys
import types

from . import loop

#: What every compilation of a cell allows.
FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
#: What notebook shorthand (shorthand.py) needs: a source without any of these characters has none in it.
_SHORTHAND = frozenset("%!?")
_FUTURES = [getattr(__future__, name).compiler_flag for name in __future__.all_feature_names]
#: inspect.CO_COROUTINE; `inspect` itself is slow to import.
_COROUTINE = 0x80


class Main(types.ModuleType):
    """The notebook's `__main__`. Its `__file__` is what multiprocessing makes children import: an importable.py file
    for the thread that asks, so that what it starts writes into its cell. (`__file__` among its names, which
    sub-interpreters look at, has no thread in it.)"""

    #: Gives the path; raises AttributeError when children are to see no cells.
    file_for_children = None

    @property
    def __file__(self):
        return type(self).file_for_children()


def new_main(file_for_children):
    """A fresh module in the place of `__main__`. `file_for_children`: see `Main`.

    Also under `__mp_main__`, the name that classes of this notebook carry when a child sends their instances back.
    Without a spec, multiprocessing takes `__file__` for the module that children import (importable.py)."""
    Main.file_for_children = staticmethod(file_for_children)
    module = Main("__main__")
    module.__builtins__ = builtins
    module.__spec__ = None
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    return module


class Cell:
    """One cell, parsed: what to run, and what importable.py carries to children."""

    def __init__(self, source, name, flags):
        #: `Cell In[n]`: the file name of its code.
        self.name = name
        self._flags = flags | FLAGS
        parse = self._flags | ast.PyCF_ONLY_AST
        if _SHORTHAND.isdisjoint(source):
            self.source, self.tree = source, compile(source, name, "exec", parse, dont_inherit=True)
        else:
            from . import shorthand

            self.source, self.tree = shorthand.parse(source, name, parse)

    def codes(self):
        """The code objects to run in turn: the last expression by itself, in the mode that shows its value. All are
        compiled before any runs, so that a cell with an error in it does nothing."""
        body = list(self.tree.body)
        last = body.pop() if body and isinstance(body[-1], ast.Expr) and not self._is_silenced(body[-1]) else None
        found = []
        flags = self._flags
        if body:
            module = ast.Module(body=body, type_ignores=[])
            found.append(compile(module, self.name, "exec", flags, dont_inherit=True))
            flags |= futures(found[0])
        if last is not None:
            found.append(compile(ast.Interactive([last]), self.name, "single", flags, dont_inherit=True))
        return found

    def _is_silenced(self, statement):
        """`value;` shows nothing, as in Jupyter."""
        lines = self.source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        after = lines[statement.end_lineno - 1].encode()[statement.end_col_offset :]
        return after.lstrip(b" \t)").startswith(b";")


def futures(code):
    """The `from __future__` flags that a code object was compiled with: they hold for later cells too."""
    flags = 0
    for flag in _FUTURES:
        flags |= code.co_flags & flag
    return flags


def run(codes, namespace):
    """Run a cell's code objects in turn; a coroutine runs on the notebook's loop."""
    for code in codes:
        value_of(code, namespace)


def value_of(code, scope, names=None):
    """The value of a code object, awaited if it awaits."""
    result = eval(code, scope, names)
    return loop.run(result) if code.co_flags & _COROUTINE else result
