"""sys.stdout and sys.stderr: at the speed of a pipe, each line with its author.

    print ──C──▶ Stream ──every 10 ms──▶ Sink ──▶ Output (output.py) ──marker + message──▶ app

A `Stream` is Python's own C text layer, so that a million print() calls never enter Python code. Its attribute `write`
is the one switch: while it is *careful* (a Python method) the writing thread's run is looked up, the flusher is woken,
and a whole line is sent at once, so that a crash takes no line of an ordinary cell with it. After some such writes it
is *fast* (the C method) until the flusher has sent what there is. With more than one thread alive it stays careful.
"""
import _thread
import io
import os

from . import authors

#: Bytes that the C layer may hold before it empties itself, inside a write: never, for practical purposes. A signal
#: handler that prints at that moment would break its buffer (python/cpython issue 119506, up to 3.12.3). What bounds the
#: buffer is the flusher: each of its rounds makes writes careful, and a careful write waits for the round to end.
C_BUFFER_SIZE = 1 << 30

#: Threads that are ours (see __main__.py): with no others alive, only the main thread can write.
OWN_THREADS = 2


class Sink(io.RawIOBase):
    """The bytes end of one stream: hands them to `Output`, or in a forked child to the descriptor itself."""

    def __init__(self, output, name, descriptor):
        super().__init__()
        self.name = f"<{name}>"
        self._output = output
        self._stream_name = name
        self._descriptor = descriptor
        self.run = None
        self.discards = False

    def write(self, data):
        """All of `data`, always."""
        if self.discards:
            return len(data)
        if self._output.in_child:
            return self._write_here(data)
        self._output.add(self.run, self._stream_name, bytes(data))
        return len(data)

    def _write_here(self, data):
        rest = memoryview(data).cast("B")
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        return len(data)

    def writable(self):
        return True

    def fileno(self):
        return self._descriptor

    def isatty(self):
        return True


class Bytes(io.BufferedIOBase):
    """`sys.stdout.buffer`: bytes in order with the text printed before them."""

    def __init__(self, stream, sink):
        super().__init__()
        self._stream = stream
        self.raw = sink
        self.name = sink.name
        self.mode = "wb"

    def write(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._stream.write_bytes(data)

    def flush(self):
        self._stream.flush()

    def close(self):
        self.flush()

    def writable(self):
        return True

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return True


class Stream(io.TextIOWrapper):
    """sys.stdout or sys.stderr."""

    #: Never, so nobody needs to ask. The C layer asks at each write of a subclass, which took 3.13t up to 90 µs.
    closed = False

    def __init__(self, output, name, descriptor):
        self._sink = Sink(output, name, descriptor)
        # stderr passes every write on, so that the two keep their order; stdout fills its buffer first.
        super().__init__(
            self._sink, "utf-8", "surrogatepass", newline="\n", write_through=name == "stderr"
        )
        self._CHUNK_SIZE = C_BUFFER_SIZE
        self._output = output
        self._bytes = Bytes(self, self._sink)
        self.mode = "w"
        self.watch()

    @property
    def buffer(self):
        return self._bytes

    def watch(self):
        """The next write is careful. Any thread."""
        self.write = self._write_carefully

    def pass_on(self):
        """Hand the text so far to `Output`, unsent. With its lock held."""
        io.TextIOWrapper.flush(self)

    def write_bytes(self, data):
        """Bytes past the text layer, after the text so far."""
        with self._output.lock:
            self._take_over()
            self.pass_on()
            return self._sink.write(data)

    def flush(self):
        """Everything written so far is with the app, or on the child's terminal, when this returns."""
        if self._output.in_child:
            self.pass_on()
        else:
            self._output.drain()
            self._output.interrupts.settle()

    def close(self):
        """A cell that closes sys.stdout closes it for itself only: the next cell needs it."""
        self.flush()

    def begin(self, run):
        """From now on the current run is `run`. With nothing left unsent."""
        self._sink.run = run
        self.watch()

    def become_child(self):
        """After fork: no thread of ours is here and the socket is not ours; write lines to the descriptor."""
        self._sink.discards = True  # the parent sends what its other threads had begun
        self.pass_on()
        self._sink.discards = False
        self.write = super().write
        self.reconfigure(line_buffering=True)

    def _write_carefully(self, text):
        with self._output.lock:
            self._take_over()
            written = io.TextIOWrapper.write(self, text)
            is_quiet = self._output.is_quiet()
            if is_quiet and "\n" in text:
                self._output.drain()
        self._output.wake()
        if not is_quiet and _thread._count() <= OWN_THREADS:
            self.write = super().write
        self._output.interrupts.settle()
        return written

    def _take_over(self):
        """Text of another run's thread goes on first; from now on the text is the calling thread's."""
        run = authors.run_of_this_thread(self._output.run)
        if run is not self._sink.run:
            self.pass_on()
            self._sink.run = run
