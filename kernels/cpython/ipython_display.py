"""The classes of `IPython.display` that notebooks commonly use, for where IPython is not installed."""
import base64
import html
import json
import mimetypes
import os


class DisplayObject:
    """Something to show: given as data, or read from a file or an address."""

    _mode = "r"

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if isinstance(data, os.PathLike):
            data, filename = None, os.fspath(data)
        elif isinstance(data, str) and data.startswith(("http://", "https://")):
            data, url = None, data
        self.data, self.url, self.filename = data, url, filename
        self.metadata = metadata or {}
        if data is None:
            self.reload()

    def reload(self):
        """Read it again."""
        if self.filename is not None:
            with open(self.filename, self._mode, encoding=None if "b" in self._mode else "utf-8") as file:
                self.data = file.read()
        elif self.url is not None:
            from urllib.request import urlopen

            with urlopen(self.url) as answer:
                read = answer.read()
            self.data = read if "b" in self._mode else read.decode("utf-8")

    def _shown(self):
        return (self.data, self.metadata) if self.metadata else self.data

    def __repr__(self):
        return f"<IPython.core.display.{type(self).__name__} object>"


class Pretty(DisplayObject):
    """Text that shows as itself."""

    def __repr__(self):
        return str(self.data)


class HTML(DisplayObject):
    """HTML."""

    def _repr_html_(self):
        return self._shown()

    def __html__(self):
        return self.data


class Markdown(DisplayObject):
    """Markdown."""

    def _repr_markdown_(self):
        return self._shown()


class Latex(DisplayObject):
    """LaTeX, with its own dollar signs."""

    def _repr_latex_(self):
        return self._shown()


class Math(Latex):
    """A formula: LaTeX without the dollar signs."""

    def _repr_latex_(self):
        return f"$\\displaystyle {self.data.strip('$')}$"


class SVG(DisplayObject):
    """A drawing."""

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if isinstance(data, str) and "<" not in data and os.path.exists(data):
            data, filename = None, data
        super().__init__(data.decode() if isinstance(data, bytes) else data, url, filename, metadata)

    def _repr_svg_(self):
        text = self.data
        return text[max(text.find("<svg"), 0) :]


class JSON(DisplayObject):
    """Data to look into."""

    def __init__(self, data=None, url=None, filename=None, expanded=False, metadata=None, root="root"):
        super().__init__(data, url, filename, {"expanded": expanded, "root": root, **(metadata or {})})
        if isinstance(self.data, str):
            self.data = json.loads(self.data)

    def _repr_json_(self):
        return self.data, self.metadata


class Javascript(DisplayObject):
    """A script. Notebooks here show it and do not run it."""

    def _repr_javascript_(self):
        return self.data


class Code(DisplayObject):
    """Source code."""

    def __init__(self, data=None, url=None, filename=None, language=None):
        if isinstance(data, str) and "\n" not in data and os.path.exists(data):
            data, filename = None, data
        self.language = language
        super().__init__(data, url, filename)

    def _repr_html_(self):
        return f"<pre><code>{html.escape(self.data)}</code></pre>"

    def _repr_markdown_(self):
        fence = "`" * (3 + self.data.count("```"))
        return f"{fence}{self.language or ''}\n{self.data}\n{fence}"

    def __repr__(self):
        return self.data


class Image(DisplayObject):
    """A picture: bytes, a file or an address."""

    _mode = "rb"
    _KINDS = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}

    def __init__(
        self, data=None, url=None, filename=None, format=None, embed=None, width=None, height=None, retina=False,
        metadata=None, alt=None,
    ):  # fmt: skip
        if isinstance(data, str) and not data.startswith(("http://", "https://")):
            data, filename = None, data
        size = {name: value for name, value in (("width", width), ("height", height), ("alt", alt)) if value is not None}
        super().__init__(data, url, filename, {**size, **(metadata or {})})
        self.format = format

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = bytes(self.data)
        kind = next((mime for start, mime in self._KINDS.items() if data.startswith(start)), "image/png")
        if self.format is not None:
            kind = f"image/{self.format.lower().replace('jpg', 'jpeg')}"
        return {kind: data}, {kind: self.metadata} if self.metadata else {}


class _Embedded:
    """What shows as an HTML element with the bytes in its address."""

    def __init__(self, data=None, filename=None, url=None, mimetype=None):
        if isinstance(data, str):
            is_url = data.startswith(("http://", "https://"))
            data, filename, url = None, None if is_url else data, data if is_url else None
        if filename is not None:
            with open(filename, "rb") as file:
                data = file.read()
        self.data, self.filename, self.url = data, filename, url
        self.mimetype = mimetype or mimetypes.guess_type(filename or url or "")[0] or self._default

    def _source(self):
        if self.data is None:
            return html.escape(self.url, quote=True)
        return f"data:{self.mimetype};base64,{base64.b64encode(self.data).decode('ascii')}"


class Audio(_Embedded):
    """A sound: bytes, a file, an address, or samples between -1 and 1 with their rate."""

    _default = "audio/wav"

    def __init__(self, data=None, filename=None, url=None, embed=None, rate=None, autoplay=False, normalize=True):
        if rate is not None and not isinstance(data, (str, bytes)):
            data = _wave(data, rate, normalize)
        super().__init__(data, filename, url)
        self.autoplay = autoplay

    def _repr_html_(self):
        plays = " autoplay" if self.autoplay else ""
        return f'<audio controls{plays}><source src="{self._source()}" type="{self.mimetype}"></audio>'


class Video(_Embedded):
    """A film: bytes, a file or an address."""

    _default = "video/mp4"

    def __init__(self, data=None, url=None, filename=None, embed=False, mimetype=None, width=None, height=None):
        super().__init__(data, filename, url, mimetype)
        self.width, self.height = width, height

    def _repr_html_(self):
        size = "".join(f' {name}="{value}"' for name, value in (("width", self.width), ("height", self.height)) if value)
        return f'<video controls{size} src="{self._source()}"></video>'


class IFrame:
    """A page within the page."""

    def __init__(self, src, width, height, extras=None, **params):
        from urllib.parse import urlencode

        self.src, self.width, self.height = src, width, height
        self._query = f"?{urlencode(params)}" if params else ""

    def _repr_html_(self):
        address = html.escape(self.src + self._query, quote=True)
        return f'<iframe width="{self.width}" height="{self.height}" src="{address}"></iframe>'


class FileLink:
    """A link to a file."""

    def __init__(self, path, url_prefix="", result_html_prefix="", result_html_suffix="<br>"):
        self.path = os.fspath(path)
        self._around = (url_prefix, result_html_prefix, result_html_suffix)

    def _repr_html_(self):
        prefix, before, after = self._around
        if not os.path.exists(self.path):
            return f"there is no file {html.escape(self.path)}"
        return f'{before}<a href="{html.escape(prefix + self.path, quote=True)}">{html.escape(self.path)}</a>{after}'

    def __repr__(self):
        return os.path.abspath(self.path)


def _wave(samples, rate, normalize):
    """A WAV file of 16-bit samples; rows are channels."""
    import array
    import io
    import sys
    import wave

    samples = samples.tolist() if hasattr(samples, "tolist") else list(samples)
    channels = samples if samples and isinstance(samples[0], (list, tuple)) else [samples]
    peak = max((abs(value) for channel in channels for value in channel), default=1) or 1
    scale = 32767 / (peak if normalize else max(1, peak))
    numbers = array.array("h", (int(value * scale) for frame in zip(*channels) for value in frame))
    if sys.byteorder == "big":
        numbers.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(len(channels))
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(numbers.tobytes())
    return file.getvalue()
