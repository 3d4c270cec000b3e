"""Values as the app shows them: text/plain and whatever richer forms the value offers, by Jupyter's method names."""
import builtins
import itertools
import json
import os
import sys
import types

from . import authors

#: Method → the MIME type it gives. Bytes travel as base64, as in a notebook file.
_METHODS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
    "_repr_javascript_": "application/javascript",
    "_repr_pdf_": "application/pdf",
}

#: (module, name) of a class → a function that gives ({MIME type: content}, metadata) of its instances: for classes that
#: have no method of their own.
BUNDLES = {}

#: Characters of text/plain that are kept of a longer one, at its beginning and its end.
_HEAD, _TAIL = 8000, 2000

#: Containers whose repr is longer than a line are laid out, unless they are so long that this takes noticeable time.
_LINE, _LAID_OUT = 80, 20_000


def mime_bundle(value, called="value"):
    """({MIME type: content}, {MIME type: metadata}) of a value that the user can call `called`. Raises what the value's own repr raises; a broken rich
    form is told on stderr and left out."""
    data, metadata = {}, {}
    for kind in type(value).__mro__ if BUNDLES else ():
        if (kind.__module__, kind.__qualname__) in BUNDLES:
            _add_bundle(BUNDLES[kind.__module__, kind.__qualname__](value), data, metadata)
    _offer(value, "_repr_mimebundle_", lambda answer: _add_bundle(answer, data, metadata), include=None, exclude=None)
    for name, mime in _METHODS.items():
        if mime not in data:
            _offer(value, name, lambda answer, mime=mime: _add(mime, answer, data, metadata))
    data.setdefault("text/plain", _trimmed(_plain(value), called))
    return data, metadata


def _offer(value, name, take, **options):
    # Looked up on the class too, so that a proxy or mock which answers to every name is not asked.
    if isinstance(value, type) or not callable(getattr(type(value), name, None)):
        return
    try:
        answer = getattr(value, name)(**options)
        if answer is not None:
            take(answer)
    except NotImplementedError:
        pass  # Jupyter's way to say "not this time"
    except Exception:
        import traceback

        traceback.print_exc()


def _add_bundle(answer, data, metadata):
    bundle, extra = answer if isinstance(answer, tuple) else (answer, {})
    for mime, content in bundle.items():
        _add(mime, content, data, metadata)
    metadata.update(extra or {})


def _add(mime, content, data, metadata):
    if isinstance(content, tuple):
        content, metadata[mime] = content
    if isinstance(content, (bytes, bytearray)):
        import base64

        content = base64.b64encode(content).decode("ascii")
    json.dumps(content, allow_nan=False)  # what is no JSON must fail here, where its author sees it
    data[mime] = content


def _plain(value):
    text = repr(value)
    if type(value) in (dict, list, tuple, set, frozenset) and _LINE < len(text) < _LAID_OUT:
        import pprint

        text = pprint.pformat(value, width=_LINE, sort_dicts=False)
    return text


def _trimmed(text, called):
    """A long text without its middle; it says how to see that."""
    left_out = len(text) - _HEAD - _TAIL
    if left_out <= _TAIL:
        return text
    note = f"… {left_out:,} characters left out; print(repr({called})) shows all …"
    return f"{text[:_HEAD]}\n{note}\n{text[-_TAIL:]}"


class Display:
    """display() and its relatives, and the last value of a cell."""

    def __init__(self, output, namespace):
        self._output = output
        self._namespace = namespace
        self._ids = (f"{os.getpid()}-{number}" for number in itertools.count(1))
        self._inputs = [""]
        self._outputs = {}
        self._last = ""
        #: The number of the cell that runs.
        self.count = 0

    def install(self):
        """Become sys.displayhook, and builtins that every cell and imported module can call."""
        sys.displayhook = self._show_result
        builtins.display = self.display
        builtins.update_display = self.update_display
        builtins.clear_output = self.clear_output
        self._namespace.update(In=self._inputs, Out=self._outputs, _="", __="", ___="")

    def begin(self, count, source):
        """The cell that becomes `In[count]` is about to run."""
        self.count = count
        self._inputs.append(source)

    def forget(self):
        """Drop the values of all cells so far."""
        self._outputs.clear()
        self._namespace.update(In=self._inputs, Out=self._outputs, _="", __="", ___="")
        self._last = ""

    def display(self, *values, display_id=None, metadata=None, raw=False):
        """Show values in the cell. With `raw`, each is a dictionary by MIME type. With a `display_id` (True: a new
        one) the output can be updated later, through the handle that is returned."""
        if display_id is True:
            display_id = next(self._ids)
        for value in values:
            self._send("display_data", value, display_id, metadata, raw)
        return None if display_id is None else Handle(self, display_id)

    def update_display(self, value, *, display_id, metadata=None, raw=False):
        """Show `value` in place of what was displayed as `display_id`."""
        self._send("update_display_data", value, display_id, metadata, raw)

    def clear_output(self, wait=False):
        """Empty the cell's output; with `wait`, only when the next output comes."""
        if not self._output.in_child:
            self._output.event({"kind": "clear_output", "run": self._run(), "wait": bool(wait)})

    def _send(self, kind, value, display_id, metadata, raw):
        if self._output.in_child:
            print(value)  # a forked child has no socket: what a terminal would show
            return
        data, extra = ({}, {}) if raw else mime_bundle(value)
        if raw:
            _add_bundle(value, data, extra)
        message = {"kind": kind, "run": self._run(), "data": data, "metadata": {**extra, **(metadata or {})}}
        if display_id is not None:
            message["display_id"] = str(display_id)
        self._output.event(message)

    def _run(self):
        return authors.run_of_this_thread(self._output.run)

    def _show_result(self, value):
        if value is None:
            return
        if self._output.in_child:
            print(repr(value))
            return
        data, metadata = mime_bundle(value, f"_{self.count}")
        _warn_of_waiting(value)
        self._keep(value)
        self._output.event(
            {
                "kind": "execute_result",
                "run": self._output.run,
                "execution_count": self.count,
                "data": data,
                "metadata": metadata,
            }
        )

    def _keep(self, value):
        """`_`, `__`, `___`, `_n` and `Out[n]`. A `_` of the user's own (gettext) is left alone."""
        names = self._namespace
        if names.get("_", "") is self._last:
            names["___"], names["__"], names["_"] = names.get("__", ""), names.get("_", ""), value
            self._last = value
        names[f"_{self.count}"] = value
        if value is not self._outputs:
            self._outputs[self.count] = value


def _warn_of_waiting(value):
    """Python warns of a coroutine that nobody awaited when it is thrown away; as a cell's value it is kept."""
    if not isinstance(value, types.CoroutineType) or value.cr_frame is None or value.cr_running:
        return
    has_begun = value.cr_suspended if sys.version_info >= (3, 11) else value.cr_frame.f_lasti >= 0
    if not has_begun:
        name = value.__qualname__
        print(f"RuntimeWarning: coroutine '{name}' was never awaited: write `await {name}(…)`", file=sys.stderr)


class Handle:
    """What display(…, display_id=…) returns."""

    def __init__(self, display, display_id):
        self._display = display
        self.display_id = display_id

    def display(self, value, **options):
        """Show another value under the same id."""
        self._display.display(value, display_id=self.display_id, **options)

    def update(self, value, **options):
        """Show `value` in place of what was shown."""
        self._display.update_display(value, display_id=self.display_id, **options)

    def __repr__(self):
        return f"<display {self.display_id}>"
