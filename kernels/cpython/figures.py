"""matplotlib's figures below their cell. What matplotlib itself loads as its backend is figures_backend.py.

Figures that are open at the end of a cell are shown there and closed, as Jupyter does; `plt.show()` shows them at once.
A figure that the cell itself has shown (as its value, or by display()) is not shown twice.
"""
import io
import sys

from . import display as displaying

BACKEND = f"module://{__name__}_backend"

#: Formats by the names that Jupyter has for them: (matplotlib's format, MIME type, dots per dot of the screen).
FORMATS = {
    "png": ("png", "image/png", 1),
    "retina": ("png", "image/png", 2),
    "png2x": ("png", "image/png", 2),
    "svg": ("svg", "image/svg+xml", 1),
    "jpeg": ("jpeg", "image/jpeg", 1),
    "jpg": ("jpeg", "image/jpeg", 1),
}

_shell = None
_format = "png"
#: ids of figures that this cell has shown.
_shown = set()


def switch_on(shell, kind=None):
    """Show figures below their cell, as one of `FORMATS`; without one, as before."""
    global _format, _shell
    import matplotlib

    _shell = shell
    if kind is not None:
        _format = kind
    displaying.BUNDLES["matplotlib.figure", "Figure"] = bundle
    shell.events.register("post_run_cell", cell_ended)
    if dict.__getitem__(matplotlib.rcParams, "backend") == BACKEND:
        return
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].switch_backend(BACKEND)
    else:
        matplotlib.rcParams["backend"] = BACKEND


def show(*_arguments, **_options):
    """plt.show(): every open figure, now."""
    managers = sys.modules["matplotlib._pylab_helpers"].Gcf
    for manager in managers.get_all_fig_managers():
        if id(manager.canvas.figure) not in _shown:
            _shell.display.display(manager.canvas.figure)
    managers.destroy_all()
    _shown.clear()


def cell_ended():
    """Show what the cell has left open."""
    if "matplotlib._pylab_helpers" in sys.modules:
        show()


def bundle(figure):
    """({MIME type: picture}, metadata) of a figure; an empty one shows nothing but its name."""
    if not figure.axes and not figure.lines and not figure.texts:
        return {}, {}
    kind, mime, scale = FORMATS[_format]
    file = io.BytesIO()
    look = {"dpi": figure.dpi * scale, "bbox_inches": "tight", "facecolor": figure.get_facecolor()}
    figure.canvas.print_figure(file, format=kind, **look)
    _shown.add(id(figure))
    data = file.getvalue()
    metadata = {}
    if scale > 1 and kind == "png":
        # Width and height follow the signature and the head of the first chunk.
        width, height = (int.from_bytes(data[at : at + 4], "big") // scale for at in (16, 20))
        metadata[mime] = {"width": width, "height": height}
    return {mime: data.decode("utf-8") if kind == "svg" else data}, metadata
