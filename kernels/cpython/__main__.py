"""Start here: connect to the app, become the notebook's `__main__`, serve until the app says stop or goes away.

Called by the bootstrap text in kernels/README.md as `main([ADDRESS, TOKEN?])`.

Three threads in all, two of them ours and unknown to `threading`, so that a cell which counts its threads sees
only its own:

    main      runs cells, one after the other; between them it waits for the next command
    reader    reads commands; answers input(); ends the process when the app says so or is gone
    flusher   sends what was printed 10 ms after the first print; sleeps while nothing is
"""
import sys

from . import interrupt, lifetime, serve, wire


def main(arguments):
    """Run the kernel. `arguments`: the address to connect to and, for TCP, the token to show there."""
    interrupts = interrupt.Interrupts()
    interrupts.install()
    sys.argv = [""]
    if "" not in sys.path:
        sys.path.insert(0, "")
    link = wire.connect(*arguments)
    kernel = serve.Kernel(link, interrupts, lifetime.Lifetime(link.folder))
    kernel.serve()
