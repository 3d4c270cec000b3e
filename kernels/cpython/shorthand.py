"""What notebooks write and Python does not know, as Python: `%magic`, `%%magic`, `!command`, `name?`.

    %cd data            →   __gilscope__().line_magic('cd', 'data', 1, 4)
    files = !ls         →   files = __gilscope__().getoutput('ls')
    names?              →   __gilscope__().help('names', 0)
    %%bash              →   __gilscope__().cell_magic('bash', '', 'echo\\n')
    echo

Each becomes a call on its own line, so that every other line keeps its number. Only the start of a logical line can be
shorthand, where Python has no use for `%`, `!` or `?`: what is inside brackets, strings or a continued line is Python's.
"""
import ast
import re

_CANDIDATE = re.compile(r"^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[%!]", re.M)
_MAGIC = re.compile(r"(%%?[A-Za-z_]\w*)[ \t]*(.*)", re.S)
_PLACE = r"[A-Za-z_]\w*(?:\.\w+|\[[^\]=]*\])*"
_TARGET = re.compile(rf"({_PLACE}(?:[ \t]*,[ \t]*{_PLACE})*)[ \t]*=[ \t]*(?=!|%[A-Za-z_])")
_NAME = r"(%{0,2}[A-Za-z_][\w.]*(?:\[[^\]]*\][\w.]*)*)"
_HELP = re.compile(rf"(\?\??)[ \t]*{_NAME}[ \t]*$|{_NAME}[ \t]*(\?\??)[ \t]*$")
_TOKEN = re.compile(r"#|\"\"\"|'''|\"|'|[([{]|[)\]}]")
_STRING_END = {quote: re.compile(rf"(?:\\.|(?!{quote}).)*{quote}", re.S) for quote in ('"', "'", '"""', "'''")}


def parse(source, name, flags):
    """(source without shorthand, its syntax tree). SyntaxError, with the line as the user wrote it."""
    python, lines = translate(source)
    try:
        tree = compile(python, name, "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        if error.lineno in lines:
            error.text = lines[error.lineno]
        raise
    if lines:
        _point_at_the_users_text(tree, lines)
    return python, tree


def translate(source):
    """(source without shorthand, {number of a line that had some: that line as it was written})."""
    if not _CANDIDATE.search(source):
        return source, {}
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    changed = {}
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[at].startswith("%%"):
        changed[at + 1] = lines[at]
        magic, rest = _MAGIC.match(lines[at]).groups() if _MAGIC.match(lines[at]) else (lines[at], "")
        if magic == "%%time" and not rest:
            lines[at] = "__gilscope__().time_cell()"
            at += 1
        else:
            call = f"__gilscope__().cell_magic({magic[2:]!r}, {rest!r}, {_body(lines[at + 1 :])!r}, {at + 2})"
            return "\n".join([*lines[:at], call, *[""] * (len(lines) - at - 1)]), changed
    state = _State()
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not state.is_between_statements:
            state.read(line)
            continue
        taken = line
        if line.lstrip()[:1] in ("!", "%") or _TARGET.match(line.lstrip()):
            while taken.endswith("\\") and at < len(lines):
                taken = taken[:-1] + lines[at]
                at += 1
        call = _call(taken, number)
        if call is None:
            at = number
            state.read(line)
            continue
        changed[number] = line
        lines[number - 1 : at] = [call] + [""] * (at - number)
    return ("\n".join(lines), changed) if changed else (source, changed)


def _call(line, number):
    """The Python for a line of shorthand, or None."""
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    about = _HELP.match(text)
    if about:
        before, name, other, after = about.groups()
        return f"{indent}__gilscope__().help({name or other!r}, {len(before or after) - 1})"
    target = _TARGET.match(text)
    binds = ""
    if target:
        binds, text = f"{target[1]} = ", text[target.end() :]
    magic = _MAGIC.match(text)
    if magic:
        column = len((line[: line.rindex(text)] + text[: magic.start(2)]).encode())
        return f"{indent}{binds}__gilscope__().line_magic({magic[1][1:]!r}, {magic[2].rstrip()!r}, {number}, {column})"
    if text.startswith("!!") or (target and text.startswith("!")):
        return f"{indent}{binds}__gilscope__().getoutput({text.lstrip('!').strip()!r})"
    if text.startswith("!"):
        return f"{indent}__gilscope__().system({text[1:].strip()!r})"
    return None


def _body(lines):
    return "\n".join(lines) + ("\n" if lines and lines[-1] else "")


def _point_at_the_users_text(tree, lines):
    """Let the carets of tracebacks stay within the lines that the user sees."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.lineno in lines:
            line = lines[node.lineno].encode()
            for part in ast.walk(node):
                if hasattr(part, "col_offset"):
                    part.col_offset, part.end_col_offset = len(line) - len(line.lstrip()), len(line)


class _State:
    """How far the lines read so far leave Python in the middle of something."""

    def __init__(self):
        self._depth = 0
        self._string = None
        self._continues = False

    @property
    def is_between_statements(self):
        return self._depth == 0 and self._string is None and not self._continues

    def read(self, line):
        at = 0
        self._continues = False
        while True:
            if self._string is not None:
                end = _STRING_END[self._string].match(line, at)
                if end is None:
                    # A string in single quotes ends with its line, unless the line is continued.
                    if len(self._string) == 1 and not line.endswith("\\"):
                        self._string = None
                    return
                self._string = None
                at = end.end()
            token = _TOKEN.search(line, at)
            if token is None:
                self._continues = line.endswith("\\")
                return
            at = token.end()
            if token[0] == "#":
                return
            if token[0] in "([{":
                self._depth += 1
            elif token[0] in ")]}":
                self._depth = max(0, self._depth - 1)
            else:
                self._string = token[0]
