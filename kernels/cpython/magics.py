"""Line magics: a function for each, by name. Each takes a `shell.Use`; what it returns is the value of the line."""
import ast
import os
import sys

from . import commands, execute, timing
from .shell import UsageError

#: The most of a list of names that `%who` prints on one line.
_WIDTH = 80


def find(table, name, sign):
    """The magic of that name. UsageError when there is none, with what may have been meant."""
    name = name.lstrip("%") if sign == "%%" else name
    if name in table:
        return table[name]
    import difflib

    from . import cell_magics

    if name.startswith("%"):
        raise UsageError(f"%{name} must be on the first line of its cell")
    other = LINE if sign == "%%" else cell_magics.CELL
    close = difflib.get_close_matches(name, table, 1, 0.5)
    if name in other or name == "time":
        elsewhere = "%" if sign == "%%" else "%%"
        words = f"it exists as {elsewhere}{name}" if name in other else "%%time stands alone on its line"
    elif close:
        words = f"did you mean {sign}{close[0]}?"
    else:
        words = "there are " + " ".join(sorted(sign + each for each in table))
    raise UsageError(f"no magic is called {sign}{name}; {words}")


def time_(use):
    """%time statement"""
    codes = _compiled(use, use.text)
    clock = timing.Clock()
    value = _run(use, codes)
    print(clock.report())
    return value


def timeit(use):
    """%timeit [-n LOOPS] [-r ROUNDS] statement"""
    options, text = timeit_options(use)
    body = compiled_tree(use, text, "exec")
    print(timing.repeat(body, ast.parse(""), use.shell.cell, _names(use), **options))


def timeit_options(use):
    """({rounds, count}, the statement). Moves the use's column along."""
    options, text = {}, use.text
    while text[:2] in ("-n", "-r"):
        number, _, rest = text[2:].lstrip().partition(" ")
        if not number.isdigit() or int(number) < 1:
            raise UsageError("%timeit [-n LOOPS] [-r ROUNDS] statement")
        options["count" if text[1] == "n" else "rounds"] = int(number)
        use.column += len(text) - len(rest.lstrip())
        text = rest.lstrip()
    return options, text


def run_(use):
    """%run file.py [arguments]: as a script, with its names for the notebook afterwards; -i: in the notebook."""
    import tokenize
    import types

    words = use.words()
    inside = words[:1] == ["-i"]
    if not words[inside:]:
        raise UsageError("%run [-i] file.py [arguments]")
    path = os.path.expanduser(words[inside])
    if not os.path.exists(path) and os.path.exists(path + ".py"):
        path += ".py"
    try:
        with tokenize.open(path) as file:
            code = compile(file.read(), path, "exec", dont_inherit=True)
    except OSError as problem:
        raise UsageError(f"%run cannot read {path}: {problem.strerror}") from None
    module = types.ModuleType("__main__")
    module.__file__, module.__spec__ = os.path.abspath(path), None
    names = use.shell.user_ns if inside else module.__dict__
    main, arguments, paths = sys.modules["__main__"], sys.argv, sys.path[:]
    sys.argv = [path, *words[inside + 1 :]]
    sys.path.insert(0, os.path.dirname(module.__file__))
    if not inside:
        sys.modules["__main__"] = module
    try:
        exec(code, names)
    except SystemExit as end:
        if end.code not in (None, 0):
            print(f"{path} ended with {end.code!r}", file=sys.stderr)
    finally:
        sys.modules["__main__"], sys.argv = main, arguments
        sys.path[:] = paths
        if not inside:
            own = vars(type(sys)("__main__"))
            use.shell.user_ns.update({k: v for k, v in names.items() if k not in own and k not in _SCRIPTS_OWN})


_SCRIPTS_OWN = frozenset(("__file__", "__builtins__", "__cached__", "__annotations__", "__annotate__"))


def cd(use):
    """%cd folder; %cd - goes back; %cd alone goes home"""
    place = use.text.strip("'\"") or "~"
    here = os.getcwd()
    if place == "-":
        place = use.shell.user_ns.get("_oh_cd", here)
    place = os.path.expanduser(commands.fill_in(place, use.scope, use.scope))
    try:
        os.chdir(place)
    except OSError as problem:
        raise UsageError(f"%cd {place}: {problem.strerror}") from None
    use.shell.user_ns["_oh_cd"] = here
    print(os.getcwd())


def pwd(_use):
    """%pwd: the current folder"""
    return os.getcwd()


def env(use):
    """%env; %env NAME; %env NAME=value; %env NAME value"""
    if not use.text:
        return dict(os.environ)
    separator = "=" if "=" in use.text.split()[0] else " "
    name, given, value = (part.strip() for part in use.text.partition(separator))
    if not given and not value:
        if name not in os.environ:
            raise UsageError(f"no environment variable is called {name}")
        return os.environ[name]
    os.environ[name] = commands.fill_in(value, use.scope, use.scope)
    print(f"env: {name}={os.environ[name]}")
    return None


def who(use):
    """%who [types]: the notebook's names"""
    from . import variables

    names = [each["name"] for each in variables.listed(use.shell.user_ns, use.text.split())]
    if not names:
        print("no names yet" if not use.text else "no names of that type")
    for start in range(0, len(names), 5):
        print("\t".join(names[start : start + 5]))


def whos(use):
    """%whos [types]: the notebook's names with type, size and value"""
    from . import variables

    rows = [("name", "type", "size", "value")]
    for each in variables.listed(use.shell.user_ns, use.text.split()):
        rows.append((each["name"], each["type"], each.get("size", ""), each["value"]))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        start = "  ".join(cell.ljust(width) for cell, width in zip(row, widths))
        print(f"{start}  {row[3]}"[: max(_WIDTH, len(start) + 20)].rstrip())


def reset(use):
    """%reset [-f]: forget the notebook's names; asks first unless told -f"""
    from . import variables

    if use.text != "-f" and not input("Forget all names of this notebook (y/n)? ").lower().startswith("y"):
        print("nothing was forgotten")
        return
    for each in variables.names(use.shell.user_ns):
        del use.shell.user_ns[each]
    use.shell.display.forget()


def pip(use):
    """%pip …: pip for the Python of this kernel"""
    import importlib

    words = [commands.fill_in(word, use.scope, use.scope) for word in use.words()]
    status = commands.run([sys.executable, "-m", "pip", *words])
    importlib.invalidate_caches()
    if status == 0 and words[:1] in (["install"], ["uninstall"]):
        print("What is already imported changes only when the kernel is restarted.")


def matplotlib(use):
    """%matplotlib [inline [svg|png]]: figures appear below their cell"""
    figures = _figures()
    words = use.text.split()
    if words[:1] not in ([], ["inline"]) or (words[1:] and words[1:] not in (["png"], ["svg"])):
        raise UsageError("%matplotlib inline, with png (as without it) or svg: figures appear below their cell")
    figures.switch_on(use.shell, *words[1:])


def _figures():
    from . import figures

    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise UsageError("matplotlib is not installed here; %pip install matplotlib") from None
    return figures


def config(use):
    """%config InlineBackend.figure_format = 'svg': how figures are shown ('png', 'retina', 'svg', 'jpeg')"""
    figures = _figures()
    name, _, value = (part.strip() for part in use.text.partition("="))
    try:
        value = ast.literal_eval(value)
        kind = value if isinstance(value, str) else list(value)[0]
    except (ValueError, SyntaxError, TypeError, IndexError):
        kind = None
    if name not in ("InlineBackend.figure_format", "InlineBackend.figure_formats") or kind not in figures.FORMATS:
        raise UsageError(f"%config InlineBackend.figure_format = one of {', '.join(map(repr, figures.FORMATS))}")
    figures.switch_on(use.shell, kind)


def show_help(shell, name, detail, frame):
    """Print what is known of `name`: an expression of names, attributes and items, or a magic."""
    from . import cell_magics, inspection

    if name.startswith("%"):
        table, sign = (cell_magics.CELL, "%%") if name.startswith("%%") else (LINE, "%")
        print(find(table, name.lstrip("%"), sign).__doc__)
        return
    try:
        value = eval(name, shell.user_ns, frame.f_locals)
    except Exception as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        return
    print(inspection.describe(value, detail))


LINE = {
    "time": time_, "timeit": timeit, "run": run_, "cd": cd, "pwd": pwd, "env": env, "set_env": env, "who": who,
    "whos": whos, "reset": reset, "pip": pip, "matplotlib": matplotlib, "config": config,
}  # fmt: skip


def compiled_tree(use, text, mode):
    """The syntax tree of Python within a magic, at the place where the user wrote it."""
    try:
        tree = compile(text, use.shell.cell, mode, execute.FLAGS | ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        error.lineno = (error.lineno or 1) + use.line - 1
        raise
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            if node.lineno == 1:
                node.col_offset += use.column
            if node.end_lineno == 1:
                node.end_col_offset += use.column
            node.lineno += use.line - 1
            node.end_lineno += use.line - 1
    return tree


def _compiled(use, text):
    """Code for the statements, and for the value of the last one if it is an expression."""
    tree = compiled_tree(use, text, "exec")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    name, flags = use.shell.cell, execute.FLAGS
    codes = [compile(tree, name, "exec", flags, dont_inherit=True)] if tree.body else []
    if last is not None:
        codes.append(compile(ast.Expression(last.value), name, "eval", flags, dont_inherit=True))
    return codes


def _run(use, codes):
    value = None
    for code in codes:
        value = execute.value_of(code, use.scope, use.locals)
    return value


def _names(use):
    return use.scope if use.locals is None else {**use.scope, **use.locals}
