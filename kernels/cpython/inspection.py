"""What something is, in words: for `name?` and for help while typing."""
import re
import sys
import types

from . import cursor, safely, signatures

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
    if safely.is_a(holder, (types.FunctionType, types.BuiltinFunctionType, types.MethodDescriptorType)):
        doc = holder.__doc__
    elif safely.is_a(holder, property):
        doc = holder.__doc__
    elif safely.is_a(holder, types.ModuleType):
        doc = safely.own(holder).get("__doc__")
    else:
        doc = _class_doc(holder if safely.is_a(holder, type) else type(holder))
    return inspect.cleandoc(doc) if type(doc) is str else ""


def _class_doc(kind):
    doc = safely.own(kind).get("__doc__")
    if doc is None or type(doc) is str:
        return doc
    return type.__dict__["__doc__"].__get__(kind) if kind in (type, object) else None


def _own_name(value):
    if safely.is_a(value, type):
        return type.__dict__["__name__"].__get__(value)
    function, _ = signatures.function_of(value)
    return function.__name__ if hasattr(type(function), "__name__") or function is not None else ""


def _file(value):
    code = _code(value)
    if code is not None:
        return f"{code.co_filename}, line {code.co_firstlineno}"
    file = safely.own(value).get("__file__") if safely.is_a(value, types.ModuleType) else None
    return file if type(file) is str else None


def _code(value):
    function, _ = signatures.function_of(value) if not safely.is_a(value, type) else (None, 0)
    return function.__code__ if type(function) is types.FunctionType else None


def _source(value):
    import inspect
    import linecache

    code = _code(value)
    try:
        if code is not None:
            return inspect.getsource(code)[:_SOURCE]
        if not safely.is_a(value, type):
            return None
        name = type.__dict__["__name__"].__get__(value)
        for lines in map(linecache.getlines, _class_files(value)):
            for number, line in enumerate(lines):
                if re.match(rf"\s*class\s+{name}\b", line):
                    return "".join(inspect.getblock(lines[number:]))[:_SOURCE]
    except Exception:
        pass  # its file has changed or is no text: no source is better than a wrong one
    return None


def _class_files(kind):
    """Where a class may have been written: the file of its methods, and that of its module."""
    for each in list(safely.own(kind).values()):
        if type(each) is types.FunctionType:
            yield each.__code__.co_filename
            break
    module = sys.modules.get(safely.own(kind).get("__module__"))
    file = safely.own(module).get("__file__") if module is not None else None
    if type(file) is str:
        yield file


def inspect(code, position, detail, namespace):
    """{found, data, metadata} for the name at the cursor, or for what is called around it; Jupyter's fields."""
    end = position
    while end < len(code) and (code[end].isalnum() or code[end] == "_"):
        end += 1
    where = cursor.Cursor(code, position)
    for chain in (where.chain(end) if where.string is None else "", where.callee()):
        known, value = cursor.resolve(chain, namespace)
        if known:
            text = describe(value, detail, chain)
            return {"found": True, "data": {"text/plain": text}, "metadata": {}}
    return {"found": False, "data": {}, "metadata": {}}
