"""Start here: connect to the app, become the notebook's `__main__`, serve until the app says stop or goes away.

Called by the bootstrap text in kernels/README.md as `main([ADDRESS, TOKEN?])`.

Three threads in all, two of them ours and unknown to `threading`, so that a cell which counts its threads sees
only its own:

    main      runs cells, one after the other; between them it waits for the next command
    reader    reads commands; answers input(); ends the process when the app says so or is gone
    flusher   sends what was printed 10 ms after the first print; sleeps while nothing is
"""
import os
import sys

from . import interrupt, lifetime, serve, wire


def main(arguments):
    """Run the kernel. `arguments`: the address to connect to and, for TCP, the token to show there."""
    _close_inherited()
    interrupts = interrupt.Interrupts()
    interrupts.install()
    sys.argv = [""]
    if "" not in sys.path:
        sys.path.insert(0, "")
    link = wire.connect(*arguments)
    kernel = serve.Kernel(link, interrupts, lifetime.Lifetime(link.folder))
    kernel.serve()


def _close_inherited():
    """Close what the app left open by accident: terminals of other kernels, which would not end while we hold them."""
    try:
        open_now = [int(name) for name in os.listdir("/dev/fd")]
    except OSError:
        return  # Windows, where nothing is inherited
    for number in open_now:
        if number > 2:
            try:
                os.close(number)
            except OSError:
                pass  # the one that listed the folder
