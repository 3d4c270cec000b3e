"""Looking at values without running their code: no properties, no `__getattr__`, no `__repr__` of the user's.

Completion, inspection and the variables panel answer while a cell runs, from another thread; what they look at may be in
use, may act when asked, or may never answer.
"""
import sys
import types

#: Types whose repr is Python's own and short enough once the value is.
_PLAIN = (bool, int, float, complex, str, bytes, bytearray, range, type(None), type(Ellipsis), type(NotImplemented))
_CONTAINERS = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", dict: "{}"}

#: Characters of a short value.
SHORT = 80
#: Digits that are shown of an integer; turning a larger one into text takes long.
_BITS = 2000

#: How C and the compiler say where an instance keeps its own dictionary.
_STORED = (types.GetSetDescriptorType, types.MemberDescriptorType)

_dict_of = type.__dict__["__dict__"].__get__
_mro_of = type.__dict__["__mro__"].__get__


def is_a(value, kind):
    """Like isinstance(), which would also ask the value for its `__class__`."""
    return issubclass(type(value), kind)


def short(value, room=SHORT, depth=2):
    """The value in one short line; for types that are not Python's own, only what kind of thing it is."""
    kind = type(value)
    if kind is int and value.bit_length() > _BITS:
        return f"an integer of {value.bit_length()} bits"
    if kind in (str, bytes, bytearray):
        return _trimmed(repr(value[:room]), room, len(value) > room)
    if kind in _PLAIN:
        return _trimmed(repr(value), room)
    if kind in _CONTAINERS:
        return _container(value, kind, room, depth)
    if is_a(value, type):
        return f"class {name_of(value)}"
    if kind in (types.FunctionType, types.BuiltinFunctionType):
        return f"function {value.__name__}"
    if kind is types.ModuleType:
        return f"module {own(value).get('__name__', '?')}"
    return f"<{name_of(kind)}>"


def _container(value, kind, room, depth):
    if depth == 0:
        return "…"
    opening, closing = _CONTAINERS[kind]
    parts, used = [], 0
    try:
        for item in value.items() if kind is dict else value:
            pair = item if kind is dict else (item,)
            parts.append(": ".join(short(each, room // 2, depth - 1) for each in pair))
            used += len(parts[-1]) + 2
            if used > room:
                parts.append("…")
                break
    except RuntimeError:
        parts.append("…")  # the running cell changed it meanwhile
    inside = ", ".join(parts)
    if kind in (set, frozenset) and not parts:
        return f"{kind.__name__}()"
    if kind is tuple and len(parts) == 1:
        inside += ","
    return _trimmed(opening + inside + closing, room)


def _trimmed(text, room, cut=False):
    return text if len(text) <= room and not cut else text[: room - 1] + "…"


def size(value):
    """`12 items`, `(3, 4)`: how large a value is, or None. Never asks a `__len__` that is not Python's own."""
    kind = type(value)
    if kind in (str, bytes, bytearray):
        return _count(len(value), "character" if kind is str else "byte")
    if kind in _CONTAINERS or kind is range:
        return _count(len(value), "item")
    array = loaded("numpy", "ndarray")
    if array is not None and is_a(value, array):
        return str(array.shape.__get__(value))
    if is_exactly(value, "pandas", "DataFrame") or is_exactly(value, "pandas", "Series"):
        return str(value.shape)
    return None


def _count(count, thing):
    return f"{count} {thing}{'s'[: count != 1]}"


def keys(value):
    """The keys of a plain dictionary, or the columns of a table; at most a thousand of them."""
    found = []
    if is_a(value, dict):
        try:
            for key in dict.__iter__(value):
                found.append(key)
                if len(found) == 1000:
                    break
        except RuntimeError:
            pass  # the running cell changed it meanwhile
    elif is_exactly(value, "pandas", "DataFrame"):
        found = list(value.columns[:1000])
    return [key for key in found if type(key) in (str, bytes, int)]


def loaded(module, name):
    """A class of a library that the notebook has imported, or None."""
    there = sys.modules.get(module)
    found = own(there).get(name) if there is not None else None
    return found if is_a(found, type) else None


def is_exactly(value, module, name):
    """Whether a value is of that very class of a library, no subclass: then the class's own code does not act."""
    return type(value) is loaded(module, name) is not None


def name_of(kind):
    """A class's qualified name, without its module where that is Python's or the notebook's own."""
    name = type.__dict__["__qualname__"].__get__(kind)
    module = _dict_of(kind).get("__module__")
    return name if module in ("builtins", "__main__", None) or type(module) is not str else f"{module}.{name}"


def attribute(value, name):
    """(True, the attribute's value) where it can be had without running code; (False, the raw descriptor or None)."""
    stored = _first(_mro_of(value), name) if is_a(value, type) else own(value).get(name, _ABSENT)
    by_class = _first(_mro_of(type(value)), name)
    if stored is not _ABSENT and not (by_class is not _ABSENT and _has(by_class, "__set__")):
        # An instance's own attributes are plain values; those of a class may be descriptors.
        if not is_a(value, type):
            return True, stored
        found = stored
    elif by_class is not _ABSENT:
        found = by_class
    else:
        return False, None
    kind = type(found)
    if kind in (staticmethod, classmethod):
        return True, found.__func__
    if kind in _CODE:
        return True, found
    if kind is types.MemberDescriptorType and not is_a(value, type):  # a slot
        try:
            return True, found.__get__(value, type(value))
        except AttributeError:
            return False, None
    return (False, found) if _has(found, "__get__") else (True, found)


_ABSENT = object()


def _first(kinds, name):
    for kind in kinds:
        found = _dict_of(kind).get(name, _ABSENT)
        if found is not _ABSENT:
            return found
    return _ABSENT


def _has(value, method):
    return _first(_mro_of(type(value)), method) is not _ABSENT


#: Types of what is written in C and can be called.
FUNCTIONS = (
    types.BuiltinFunctionType, types.MethodDescriptorType, types.ClassMethodDescriptorType,
    types.WrapperDescriptorType, types.MethodWrapperType,
)  # fmt: skip
_CODE = (types.FunctionType, type, *FUNCTIONS)


def attributes(value):
    """The names of a value's attributes, as its classes and its own dictionary have them: no `__dir__` is asked."""
    found = dict.fromkeys(_texts(own(value)))
    for kind in (_mro_of(value) if is_a(value, type) else ()) + _mro_of(type(value)):
        found.update(dict.fromkeys(_texts(_dict_of(kind))))
    return list(found)


def _texts(names):
    return [name for name in list(names) if type(name) is str]


def own(value):
    """A value's own dictionary; {} if it has none. A class may define `__dict__` itself, and is then not asked."""
    if is_a(value, type):
        return _dict_of(value)
    for kind in _mro_of(type(value)):
        holder = _dict_of(kind).get("__dict__")
        if holder is not None:
            found = holder.__get__(value) if type(holder) in _STORED else {}
            return found if type(found) is dict else {}
    return {}
