"""sys.stdout and sys.stderr: at the speed of a pipe, each line with its author.

    print ──C──▶ Stream ──every 10 ms──▶ Sink ──▶ Output (output.py) ──marker + message──▶ app

A `Stream` is Python's own C text layer, so that a million print() calls never enter Python code. Its attribute `write`
is the one switch: while it is *careful* (a Python method) the writing thread's run is looked up, the flusher is woken,
and a whole line is sent at once, so that a crash takes no line of an ordinary cell with it. After some such writes it
is *fast* (the C method) until the flusher has sent what there is. With more than one thread alive it stays careful, and keeps the beginning of a line back until its writer ends it, flushes or has
paused: lines of two threads never tear each other apart. In a child each line is one write to the terminal, with its
author's name around it (authors.py).
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

#: The beginning of a line is kept back for at most so many rounds of the flusher (a quarter of a second: a thread that
#: waits for the GIL between print()'s text and its newline gets it long before), and up to so many characters.
HELD_ROUNDS, HELD_SIZE = 25, 4096


class Sink(io.RawIOBase):
    """The bytes end of one stream: hands them to `Output`, or in a forked child to the descriptor itself."""

    def __init__(self, output, name, descriptor):
        super().__init__()
        self.name = f"<{name}>"
        self._output = output
        self._stream_name = name
        self._descriptor = descriptor
        self.writer = None
        self.discards = False

    def write(self, data):
        """All of `data`, always."""
        if self.discards:
            return len(data)
        if self._output.in_child:
            return self._write_here(data)
        self._output.add(self.writer, self._stream_name, bytes(data))
        return len(data)

    def _write_here(self, data):
        rest = memoryview(self.writer.enclosed(bytes(data)) if data and os.name != "nt" else data).cast("B")
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
        # Beginnings of lines: writer → [text, rounds of the flusher it has seen].
        self._held = {}
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
            writer = self._output.writer()
            self.release(writer)
            self._take_over(writer)
            self.pass_on()
            return self._sink.write(data)

    def flush(self):
        """Everything written so far is with the app, or on the child's terminal, when this returns."""
        if self._output.in_child:
            with self._output.lock:
                for writer in list(self._held):
                    self.release(writer)
                self.pass_on()
        else:
            with self._output.lock:
                self.release(self._output.writer())
                self._output.drain()
            self._output.interrupts.settle()

    def close(self):
        """A cell that closes sys.stdout closes it for itself only: the next cell needs it."""
        self.flush()

    def begin(self, writer):
        """From now on `writer` is the main thread's. With nothing left unsent."""
        self._sink.writer = writer
        self.watch()

    def release(self, writer):
        """Let the beginning of a line of `writer` go. With the lock held."""
        held = self._held.pop(writer, None)
        if held is not None:
            self._take_over(writer)
            io.TextIOWrapper.write(self, held[0])

    def release_old(self):
        """A round of the flusher: let go what has waited long; whether something is still kept. With the lock held."""
        for writer, held in list(self._held.items()):
            held[1] += 1
            if held[1] > HELD_ROUNDS:
                self.release(writer)
        return bool(self._held)

    def become_child(self):
        """After fork: no thread of ours is here and the socket is not ours; write lines to the descriptor."""
        self._sink.discards = True  # the parent sends what its other threads had begun
        self.pass_on()
        self._sink.discards = False
        self._held.clear()
        self._sink.writer = self._output.writer()
        self.write = self._write_in_child

    def _write_carefully(self, text):
        with self._output.lock:
            is_shared = _thread._count() > OWN_THREADS
            if is_shared or self._held:
                written = self._write_lines(text)
            else:
                self._take_over(self._output.writer())
                written = io.TextIOWrapper.write(self, text)
            is_quiet = self._output.is_quiet()
            if is_quiet and "\n" in text:
                self._output.drain()
        self._output.wake()
        if not is_quiet and not is_shared and not self._held:
            self.write = super().write
        self._output.interrupts.settle()
        return written

    def _write_in_child(self, text):
        with self._output.lock:
            written = self._write_lines(text)
            if "\n" in text:
                self.pass_on()
        return written

    def _write_lines(self, text):
        """Write whole lines, and keep the beginning of one back."""
        if not isinstance(text, str):
            return io.TextIOWrapper.write(self, text)  # raises what Python raises
        writer = self._output.writer()
        held = self._held.pop(writer, None)
        whole = text if held is None else held[0] + text
        end = whole.rfind("\n") + 1 if len(whole) < HELD_SIZE else len(whole)
        if end:
            self._take_over(writer)
            io.TextIOWrapper.write(self, whole[:end])
        if end < len(whole):
            self._held[writer] = [whole[end:], 0]
        return len(text)

    def _take_over(self, writer):
        """Text of another writer goes on first; from now on the text is of `writer`."""
        if writer is not self._sink.writer:
            self.pass_on()
            self._sink.writer = writer
