"""input(), getpass() and sys.stdin: the app asks the user, and the answer comes back over the socket.

Any thread may ask, several at once: each question has a number and each asker waits for its own answer, which the
reader thread hands over. A forked child has no socket; there Python's own input() reads the kernel's terminal.
"""
import builtins
import getpass
import io
import itertools
import os
import sys
from _queue import Empty, SimpleQueue
from _thread import allocate_lock

from . import authors

#: Seconds in a piece of a wait on Windows.
WINDOWS_PIECE = 0.1


class Questions:
    """The questions that are open."""

    def __init__(self, output):
        self._output = output
        self._numbers = itertools.count(1)
        self._open = {}
        self._python_input = builtins.input
        self._python_getpass = getpass.getpass

    def install(self):
        """Become input(), getpass.getpass() and sys.stdin."""
        builtins.input = self.input
        getpass.getpass = self.getpass
        sys.stdin = Typed(self)

    def ask(self, prompt, password):
        """The line the user typed, without its end. EOFError at Ctrl-D; interruptible, with the question withdrawn."""
        request = next(self._numbers)
        answer = self._open[request] = _Answer()
        run = authors.run_of_this_thread(self._output.run)
        question = {"run": run, "request": request}
        try:
            self._output.event({"kind": "input_request", **question, "prompt": prompt, "password": password})
            value = answer.get()
        except BaseException:
            self._output.event({"kind": "input_cancelled", **question})
            raise
        finally:
            del self._open[request]
            answer.close()
        if value is None:
            raise EOFError("End of input")
        return value

    def answer(self, request, value):
        """Hand an answer, or None for the end of input, to its asker. Late answers are dropped."""
        waiting = self._open.get(request)
        if waiting is not None:
            waiting.put(value)

    def input(self, prompt="", /):
        """Read a line from the user; the trailing newline is stripped. EOFError if the user ends the input."""
        if self._output.in_child:
            return self._python_input(prompt)
        return self.ask(str(prompt), False)

    def getpass(self, prompt="Password: ", stream=None, **options):
        """Prompt for a password that is not shown."""
        if self._output.in_child:
            return self._python_getpass(prompt, stream, **options)
        return self.ask(str(prompt), True)


class _PipeAnswer:
    """Where an asker waits: at a pipe. To whoever watches from outside that is waiting for input; a lock would look stuck."""

    def __init__(self):
        self._value = None
        self._lock = allocate_lock()
        self._ends = os.pipe()

    def put(self, value):
        with self._lock:  # the asker may be giving up: its descriptors may be somebody else's a moment later
            if self._ends:
                self._value = value
                os.write(self._ends[1], b"\n")

    def get(self):
        os.read(self._ends[0], 1)
        return self._value

    def close(self):
        with self._lock:
            ends, self._ends = self._ends, ()
        for end in ends:
            os.close(end)


class _QueueAnswer:
    """The same on Windows, where Ctrl-C interrupts neither a pipe nor a lock: the wait is cut into pieces."""

    def __init__(self):
        self._queue = SimpleQueue()
        self.put = self._queue.put

    def get(self):
        while True:
            try:
                return self._queue.get(timeout=WINDOWS_PIECE)
            except Empty:
                continue

    def close(self):
        """Nothing is held."""


_Answer = _QueueAnswer if os.name == "nt" else _PipeAnswer


class Typed(io.TextIOBase):
    """sys.stdin: each line that is read is asked for."""

    name = "<stdin>"
    mode = "r"
    encoding = "utf-8"
    errors = "strict"

    def __init__(self, questions):
        super().__init__()
        self._questions = questions

    def readline(self, size=-1, /):
        """A line with its end; "" at the end of input. `size` is not kept: a question has one whole answer."""
        try:
            return self._questions.input() + "\n"
        except EOFError:
            return ""

    def read(self, size=-1, /):
        """Lines until the end of input."""
        return "".join(iter(self.readline, ""))

    def readable(self):
        return True

    def isatty(self):
        return True

    def fileno(self):
        """There is no descriptor to read these lines from; pdb of 3.15 and others then ask with input()."""
        raise io.UnsupportedOperation("sys.stdin of a notebook asks the app and has no descriptor")

    def close(self):
        """exit() closes sys.stdin; the next cell still needs it."""
