"""Everything that cells write and show, in one order, on its way to the app.

`Output.lock` is held while text moves from the streams to the socket, whichever thread does it, so that what was printed
first is sent first: the writer of the first lines after a quiet moment, the flusher 10 ms after any other print, the
main thread before every other event and at flush(), and a writer of stderr when 64 KB have gathered. While the app is too busy to read, the sender waits in the socket with the
GIL released, and writers wait for the lock: nothing grows without bound.
"""
import _thread
import codecs
import os
import sys
import time

from . import authors, names
from .streams import OWN_THREADS, Stream

#: The longest text of one message, and the size at which gathered bytes are sent at once: bytes.
BATCH_SIZE = 1 << 16
#: A batch waits for more text this long, in seconds: shorter than a frame on screen.
BATCH_TIME = 0.01
#: This many writes (print() makes two a line) are sent at once after a round of the flusher that had less than so many
#: bytes to send: a crash loses no line of a cell that prints at human pace, and a flood is not slowed.
PROMPT_WRITES, QUIET_SIZE = 100, 4096
#: Seconds between looks while a run is on, for the writes no Python code sees (`w = sys.stdout.write` kept by a cell).
LOOK_TIME = 0.25

#: What hands the terminal to others, or may end the process: Python's text must be there first.
OTHERS_WRITE = frozenset(
    (
        "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
        "subprocess.Popen", "pty.spawn", "ctypes.dlopen", "ctypes.dlsym", "ctypes.string_at", "ctypes.wstring_at",
        "ctypes.call_function", "ctypes.cdata", "os.kill", "os.killpg", "signal.pthread_kill",
    )
)  # fmt: skip


def _keep_readable(error):
    """Decoding: a surrogate that was printed survives, other broken bytes become U+FFFD."""
    try:
        return codecs.lookup_error("surrogatepass")(error)
    except UnicodeDecodeError:
        return codecs.lookup_error("replace")(error)


codecs.register_error("gilscope", _keep_readable)


class Output:
    """Everything written, in one order, on its way to the app."""

    def __init__(self, wire, terminal, interrupts):
        self._wire = wire
        self._terminal = terminal
        self.interrupts = interrupts
        self.lock = _thread.RLock()
        self._awake = _thread.allocate_lock()
        self._awake.acquire()
        self._pending = []
        self._size = 0
        self._draining = False
        self._sent = 0
        self._prompt_writes = PROMPT_WRITES
        self._decoders = {}
        self._running = False
        self.in_child = False
        self.run = None
        #: Called by the flusher in each of its rounds.
        self.each_round = lambda: None
        self._main = authors.Writer(None)
        self._forker = self._main
        self._child_writers = {}
        self.stdout = Stream(self, "stdout", 1)
        self.stderr = Stream(self, "stderr", 2)

    def install(self):
        """Become Python's streams, start the flusher, and watch for forks, children and threads."""
        sys.stdout = sys.__stdout__ = self.stdout
        sys.stderr = sys.__stderr__ = self.stderr
        if hasattr(os, "register_at_fork"):
            # Held across the fork, so that the child's copy of what is pending is whole; the child makes a new lock.
            os.register_at_fork(
                before=self._before_fork,
                after_in_parent=lambda: self.lock.release(),
                after_in_child=self._become_child,
            )
        _thread.start_new_thread(self._flush_forever, ())
        sys.addaudithook(self._audit)

    def watch_threads(self, threading):
        """`threading` has just been loaded: hear of the threads it starts."""
        if sys.version_info < (3, 12):
            authors.tell_starts(threading, self._thread_starts)

    def begin(self, run, device, count):
        """Tell that `run` begins, as number `count`. What is written from now on belongs to it; its terminal is `device`
        (None: it has none)."""
        with self.lock:
            self.drain()
            self._decoders.clear()
            self._terminal.attach(device, run)
            self.run = run
            self._main = authors.Writer(run)
            self.stdout.begin(self._main)
            self.stderr.begin(self._main)
            self._running = True
            self._wire.send({"kind": "execute_input", "run": run, "execution_count": count})
        self.wake()  # so that the flusher looks now and then, whoever writes

    def end(self, reply):
        """Send all of the run, then its reply."""
        with self.lock:
            self._running = False
            self.event(reply)
            self._terminal.close_left()

    def writer(self):
        """Who writes in the calling thread."""
        if self.in_child:
            return authors.writer_in_child(self._child_writers)
        return authors.writer_of_this_thread(self._main)

    def run_of_this_thread(self):
        """The run that the calling thread belongs to."""
        return authors.run_of_this_thread(self.run)

    def device_of_this_thread(self):
        """The path of the terminal of the run that the calling thread belongs to; None when it has none."""
        return self._terminal.device_of(authors.run_of_this_thread(self.run))

    def add(self, writer, name, data):
        """Take bytes of a stream; send when there are enough. Blocks while the app is too busy to read."""
        with self.lock:
            if name == "stderr":
                self.stdout.pass_on()
            self._pending.append((writer, name, data))
            self._size += len(data)
            if self._size >= BATCH_SIZE:
                self.drain()
        self.wake()
        self.interrupts.settle()

    def drain(self):
        """Send everything now."""
        with self.lock:
            if self._draining:
                return  # a finaliser printed while this very thread sends: that goes with the same round, or the next
            self._draining = True
            try:
                for stream in (self.stdout, self.stderr):
                    stream.watch()
                    stream.pass_on()
                while self._pending:
                    pending, self._pending, self._size = self._pending, [], 0
                    for writer, name, data in _joined(pending):
                        self._send(writer, name, data)
            finally:
                self._draining = False

    def event(self, message):
        """Send an event of this run, after everything printed before it."""
        with self.lock:
            writer = self.writer()
            self.stdout.release(writer)
            self.stderr.release(writer)
            self.drain()
            if message["run"] is self.run:
                message = self._fenced(message)
            self._wire.send(message)
        self.interrupts.settle()

    def is_quiet(self):
        """Whether little was printed lately, so that the write that asks is worth a message. With the lock held."""
        self._prompt_writes -= 1
        return self._prompt_writes >= 0

    def wake(self):
        """There is something for the flusher."""
        if self._awake.locked():
            try:
                self._awake.release()
            except RuntimeError:
                pass  # another thread was faster

    def _send(self, writer, name, data):
        decoder = self._decoders.get((writer, name))
        if decoder is None:
            decoder = self._decoders[writer, name] = codecs.getincrementaldecoder("utf-8")("gilscope")
        for start in range(0, len(data), BATCH_SIZE):
            text = decoder.decode(data[start : start + BATCH_SIZE])
            self._sent += len(text)
            if text:
                message = {"kind": "stream", "run": writer.run, "name": name, "text": text}
                if writer.author is not None:
                    message["author"] = writer.author
                self._wire.send(self._fenced(message) if writer.run is self.run else message)

    def _fenced(self, message):
        mark = self._terminal.mark()
        return message if mark is None else {**message, "fence": mark}

    def _flush_forever(self):
        names.tell("gilscope-output")
        while not self.in_child:
            self._awake.acquire(True, LOOK_TIME if self._running else -1)
            time.sleep(BATCH_TIME)
            with self.lock:
                is_kept = self.stdout.release_old() | self.stderr.release_old()
                self._sent = 0
                self.drain()
                self._prompt_writes = PROMPT_WRITES if self._sent < QUIET_SIZE else 0
            self.each_round()
            if is_kept or not self._prompt_writes:
                self.wake()  # to see it become quiet

    def _audit(self, event, arguments):
        if event in OTHERS_WRITE:
            if not self.in_child:
                self.stdout.flush()
            if event == "os.fork":
                names.tell_of_processes()
                _forgive_fork()
        elif event in authors.THREAD_EVENTS:
            self._thread_starts(*arguments[:1])

    def _thread_starts(self, function=None):
        names.tell_of_threads()
        if not self.in_child:
            authors.claim(function, authors.run_of_this_thread(self.run))
            self.stdout.watch()
            self.stderr.watch()

    def _before_fork(self):
        self.lock.acquire()
        self._forker = self.writer()

    def _become_child(self):
        self.in_child = True
        self._terminal.follow(self._forker.run)
        self.lock = _thread.RLock()
        self._pending.clear()
        self.stdout.become_child()
        self.stderr.become_child()
        self._wire.leave()


def _forgive_fork():
    """From 3.12 on os.fork() warns in a process with several threads. While all but one are the kernel's own, which
    hold nothing that a child waits for, a cell is not to be blamed; with threads of its own it is warned."""
    import warnings

    action = "default" if _thread._count() > OWN_THREADS else "ignore"
    warnings.filterwarnings(action, "This process .* is multi-threaded", DeprecationWarning, "__main__")


def _joined(pending):
    """Neighbours of one writer and stream as one piece."""
    last = None
    pieces = []
    for writer, name, data in pending:
        if last is not None and last != (writer, name):
            yield (*last, b"".join(pieces))
            pieces = []
        last = (writer, name)
        pieces.append(data)
    yield (*last, b"".join(pieces))
