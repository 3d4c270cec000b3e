"""What something is, in words: for `name?` and for help while typing."""
import types

from . import safely, signatures

#: Characters of source that help shows at most.
_SOURCE = 20_000


def describe(value, detail=0, name=None):
    """Signature, type, short value, documentation; with `detail` 1 the source, where it can be had. Plain text."""
    parts = []
    call = signatures.signature(value)
    if call is not None:
        parts.append(f"{name or _own_name(value)}{call}")
    parts.append(f"Type: {safely.name_of(type(value))}")
    if call is None:
        parts.append(f"Value: {safely.short(value)}")
    size = safely.size(value)
    if size is not None:
        parts.append(f"Size: {size}")
    file = _file(value)
    if file:
        parts.append(f"File: {file}")
    source = _source(value) if detail else None
    words = "" if source else documentation(value)
    return "\n".join(parts) + (f"\n\n{source or words}" if source or words else "")


def documentation(value):
    """The documentation of a value, or of its class; "" without any."""
    import inspect

    holder = value.__func__ if type(value) is types.MethodType else value
    if isinstance(holder, (types.FunctionType, types.BuiltinFunctionType, types.MethodDescriptorType)):
        doc = holder.__doc__
    elif isinstance(holder, property):
        doc = holder.__doc__
    elif isinstance(holder, types.ModuleType):
        doc = safely.own(holder).get("__doc__")
    else:
        doc = _class_doc(holder if isinstance(holder, type) else type(holder))
    return inspect.cleandoc(doc) if type(doc) is str else ""


def _class_doc(kind):
    doc = safely.own(kind).get("__doc__")
    if doc is None or type(doc) is str:
        return doc
    return type.__dict__["__doc__"].__get__(kind) if kind in (type, object) else None


def _own_name(value):
    if isinstance(value, type):
        return type.__dict__["__name__"].__get__(value)
    function, _ = signatures.function_of(value)
    return function.__name__ if hasattr(type(function), "__name__") or function is not None else ""


def _file(value):
    code = _code(value)
    if code is not None:
        return f"{code.co_filename}, line {code.co_firstlineno}"
    file = safely.own(value).get("__file__") if isinstance(value, types.ModuleType) else None
    return file if type(file) is str else None


def _code(value):
    function, _ = signatures.function_of(value) if not isinstance(value, type) else (None, 0)
    return function.__code__ if type(function) is types.FunctionType else None


def _source(value):
    import inspect

    target = value if isinstance(value, (type, types.ModuleType)) else _code(value)
    try:
        return inspect.getsource(target)[:_SOURCE]
    except Exception:
        return None  # written in C, or typed where no source is kept
