"""How something is called, read from what the compiler left: no default's repr and no annotation's code is run."""
import re
import sys
import types

from . import safely

_VARARGS, _VARKEYWORDS = 4, 8
#: Characters that a default may take.
_DEFAULT = 30


def function_of(value):
    """(the Python function or builtin that a call of `value` runs, how many first arguments are given already)."""
    for _ in range(10):  # a chain of wrappers has an end, a circle has none
        kind = type(value)
        if kind is types.MethodType:
            return value.__func__, 1
        if kind is types.FunctionType:
            wrapped = value.__dict__.get("__wrapped__")
            if type(wrapped) is not types.FunctionType:
                return value, 0
            value = wrapped
            continue
        if safely.is_a(value, type):
            for name in ("__init__", "__new__"):
                known, found = safely.attribute(value, name)
                if known and type(found) is types.FunctionType:
                    return found, 1
            return value, 0
        if kind in (types.BuiltinFunctionType, types.MethodDescriptorType, types.ClassMethodDescriptorType):
            return value, 0
        known, found = safely.attribute(type(value), "__call__")
        return (found, 1) if known and type(found) is types.FunctionType else (None, 0)
    return None, 0


def parameters(value):
    """The names of the parameters that can be given by keyword."""
    function, given = function_of(value)
    if type(function) is not types.FunctionType:
        text = signature(value) or ""
        names = (part.strip().partition("=")[0] for part in text.strip("()").split(","))
        return [name for name in names if name.isidentifier() and name != "self"] if "/" not in text else []
    code = function.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    return list(code.co_varnames[max(given, code.co_posonlyargcount) : count])


def signature(value):
    """`(path, *, mode='r') -> str`, or None where nothing is known."""
    function, given = function_of(value)
    if function is None:
        return None
    if type(function) is not types.FunctionType:
        return _builtin_signature(function)
    code = function.__code__
    annotations = _annotations(function)
    positional = code.co_argcount
    defaults = dict(zip(code.co_varnames[:positional][::-1], (function.__defaults__ or ())[::-1]))
    defaults.update(function.__kwdefaults__ or {})
    parts = []
    for index, name in enumerate(code.co_varnames[:positional]):
        if index >= given:
            parts.append(_parameter(name, annotations, defaults))
        if index + 1 == code.co_posonlyargcount and index >= given:
            parts.append("/")
    keyword_only = code.co_varnames[positional : positional + code.co_kwonlyargcount]
    rest = list(code.co_varnames[positional + len(keyword_only) :])
    if code.co_flags & _VARARGS:
        parts.append("*" + _parameter(rest.pop(0), annotations, {}))
    elif keyword_only:
        parts.append("*")
    parts.extend(_parameter(name, annotations, defaults) for name in keyword_only)
    if code.co_flags & _VARKEYWORDS:
        parts.append("**" + _parameter(rest.pop(0), annotations, {}))
    result = f" -> {annotations['return']}" if "return" in annotations else ""
    return f"({', '.join(parts)}){result}"


def _parameter(name, annotations, defaults):
    text = f"{name}: {annotations[name]}" if name in annotations else name
    if name in defaults:
        around = " " if name in annotations else ""
        text += f"{around}={around}{safely.short(defaults[name], _DEFAULT)}"
    return text


def _annotations(function):
    if sys.version_info >= (3, 14):
        # Kept unevaluated there; as text they are had without the values of their names.
        import annotationlib

        try:
            found = annotationlib.get_annotations(function, format=annotationlib.Format.STRING)
        except Exception:
            return {}
    else:
        found = function.__annotations__
    return {name: _annotation(value) for name, value in found.items()}


def _annotation(value):
    if type(value) is str:
        return value
    if safely.is_a(value, type) and type(value) is type and type(value).__name__ != "GenericAlias":
        return safely.name_of(value)
    return "None" if value is None else "…"


def _builtin_signature(function):
    if safely.is_a(function, type):
        doc = type.__dict__["__text_signature__"].__get__(function)
    else:
        doc = function.__text_signature__
    if type(doc) is not str:
        return None
    return re.sub(r"\(\$\w+(, /(?=[,)]))?(, )?", "(", doc)
