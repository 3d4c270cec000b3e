"""Where in unfinished code the cursor is: within a string, within brackets, behind which expression."""
import re

from . import safely

_TOKEN = re.compile(r"#[^\n]*|\"\"\"|'''|\"|'|[([{]|[)\]}]")
_STRING_END = {
    '"': re.compile(r'(?:\\.|[^\\\n"])*"', re.S),
    "'": re.compile(r"(?:\\.|[^\\\n'])*'", re.S),
    '"""': re.compile(r'(?:\\.|[^\\])*?"""', re.S),
    "'''": re.compile(r"(?:\\.|[^\\])*?'''", re.S),
}
_NAME = r"[^\W\d]\w*"
_ITEM = r"\[\s*(?:-?\d+|'[^'\\\n]*'|\"[^\"\\\n]*\")\s*\]"
#: Names, attributes and constant items: what can be followed without running anything.
_CHAIN = re.compile(rf"(?<![\w.)\]])({_NAME}(?:\s*\.\s*{_NAME}|{_ITEM})*)\s*$")
_STEP = re.compile(rf"\.?\s*({_NAME})\s*|({_ITEM})\s*")
_BINDING = re.compile(
    rf"\b(?:def|class|as|for|import)\s+({_NAME})|({_NAME})\s*(?::[^=\n]+)?=(?!=)|({_NAME})\s*:=|[(,]\s*\*{{0,2}}({_NAME})\s*[,:)=]"
)


class Cursor:
    """The code before the cursor, understood as far as the next name needs it."""

    def __init__(self, code, position):
        self.code = code
        self.position = position
        self.before = code[:position]
        #: Where the content of the string that holds the cursor begins; None outside of strings.
        self.string = None
        #: Where the brackets that are open here stand.
        self.brackets = []
        self._read(0)

    @property
    def line(self):
        """The cursor's line, up to the cursor."""
        return self.before[self.before.rfind("\n") + 1 :]

    def chain(self, end):
        """The names, attributes and items that end at `end`, as text; "" where something else does."""
        found = _CHAIN.search(self.code[self.code.rfind("\n", 0, end) + 1 : end])
        return found[1] if found else ""

    def callee(self):
        """What is called where the cursor stands among the arguments, as text; "" elsewhere."""
        for bracket in reversed(self.brackets):
            if self.code[bracket] == "(":
                return self.chain(bracket)
        return ""

    def bound(self):
        """Names that the code itself gives, whether it has run or not."""
        return {name for groups in _BINDING.findall(self.code) for name in groups if name}

    def _read(self, at):
        text = self.before
        while True:
            token = _TOKEN.search(text, at)
            if token is None:
                return
            at = token.end()
            if token[0] in ("(", "[", "{"):
                self.brackets.append(token.start())
            elif token[0] in (")", "]", "}"):
                del self.brackets[-1:]
            elif token[0][0] in "\"'":
                end = _STRING_END[token[0]].match(text, at)
                if end is not None:
                    at = end.end()
                elif len(token[0]) == 1 and "\n" in text[at:]:
                    at = text.index("\n", at)
                else:
                    self._read_string(token.start(), at)
                    return

    def _read_string(self, quote, at):
        prefix = re.search(r"[A-Za-z]*$", self.before[:quote])[0].lower()
        brace = self.before.rfind("{", at)
        if "f" in prefix and brace >= 0 and "}" not in self.before[brace:]:
            self.brackets.append(brace)
            self._read(brace + 1)
        else:
            self.string = at


def resolve(chain, namespace):
    """(whether it is known, its value) of a chain of names, attributes and items, without running any code."""
    import builtins

    steps = list(_STEP.finditer(chain))
    if not steps or steps[0][1] is None:
        return False, None
    first = steps[0][1]
    if first in namespace:
        value = namespace[first]
    elif hasattr(builtins, first):
        value = getattr(builtins, first)
    else:
        return False, None
    for step in steps[1:]:
        known, value = safely.attribute(value, step[1]) if step[1] else _item(value, step[2])
        if not known:
            return False, None
    return True, value


def _item(value, text):
    import ast

    key = ast.literal_eval(text[1:-1].strip())
    if type(value) not in (dict, list, tuple):
        return False, None
    try:
        return True, value[key]
    except (LookupError, TypeError):
        return False, None
