"""A small app: a real kernel process on a pty, a socket to it, and its events as a list."""
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tty

KERNELS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BOOTSTRAP = (
    "import sys; p = sys.path[:]; sys.path[:] = [sys.argv[1]] + [x for x in p if x]; "
    "import cpython.__main__ as k; sys.path[:] = p; k.main(sys.argv[2:])"
)
#: Seconds after which a test gives up on a kernel; nothing here takes a tenth of it.
PATIENCE = 30
MARKER = re.compile(rb"\x1b\]7373;(\d+)\x07")
NAMED = re.compile(rb"\x1b\]7374;(\d+);([^\x07]*)\x07(.*?)\x1b\]7374;\x07", re.DOTALL)


class Run:
    """What one execute_request brought: its events, and the bytes on its own terminal."""

    def __init__(self, name):
        self.name = name
        self.events = []
        self.master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.device = os.ttyname(self._slave)
        self.terminal = b""

    def of_kind(self, kind):
        return [event for event in self.events if event["kind"] == kind]

    def text(self, name="stdout"):
        return "".join(event["text"] for event in self.of_kind("stream") if event["name"] == name)

    @property
    def raw(self):
        """What others wrote, without markers."""
        return NAMED.sub(rb"\3", MARKER.sub(b"", self.terminal)).decode()

    @property
    def lines(self):
        """{line: who wrote it}: "main", the name of a thread, the name of a child, or "raw" for whoever else."""
        found = {}
        for event in self.of_kind("stream"):
            for line in event["text"].splitlines():
                found[line] = event.get("author", {"name": "main"})["name"]
        terminal = MARKER.sub(b"", self.terminal)
        for _pid, name, text in NAMED.findall(terminal):
            for line in text.decode().splitlines():
                found[line] = name.decode()
        for line in NAMED.sub(b"", terminal).decode().splitlines():
            found[line] = "raw"
        return found

    @property
    def merged(self):
        """Stream text and raw text in the one order that markers give."""
        parts = MARKER.split(NAMED.sub(rb"\3", self.terminal))
        before = {int(number): text.decode() for number, text in zip(parts[1::2], [parts[0], *parts[2::2]])}
        shown = []
        for event in self.events:
            if "fence" in event:
                shown.append(before.pop(event["fence"]))
            if event["kind"] == "stream":
                shown.append(event["text"])
        return "".join([*shown, parts[-1].decode()])

    @property
    def reply(self):
        return self.of_kind("execute_reply")[0]

    @property
    def error(self):
        return self.of_kind("error")[0]

    @property
    def traceback(self):
        """The error's traceback without colours."""
        return re.sub(r"\x1b\[\d+m", "", "\n".join(self.error["traceback"]))

    @property
    def result(self):
        return self.of_kind("execute_result")[0]["data"]["text/plain"]

    def close(self):
        os.close(self.master)
        os.close(self._slave)


class Kernel:
    """A kernel of the Python that runs the tests. `inherits`: descriptors of ours that it finds open."""

    def __init__(self, files=None, inherits=()):
        self.folder = tempfile.mkdtemp(prefix="gilscope-test-")
        self.notebooks = os.path.join(self.folder, "notebooks")
        os.mkdir(self.notebooks)
        for name, text in (files or {}).items():
            with open(os.path.join(self.notebooks, name), "w", encoding="utf-8") as file:
                file.write(text)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(os.path.join(self.folder, "socket"))
        listener.listen(1)
        self._console_master, slave = pty.openpty()
        arguments = [sys.executable, "-c", BOOTSTRAP, KERNELS, os.path.join(self.folder, "socket"), "secret"]
        self.process = subprocess.Popen(
            arguments,
            cwd=self.notebooks,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            pass_fds=inherits,
        )
        os.close(slave)
        self.console = b""
        self._rest = b""
        self._runs = {}
        self.runs = []
        self.pending = []
        #: What belongs to no run: answers, and changes of the kernel's description.
        self.told = []
        listener.settimeout(PATIENCE)
        try:
            self.socket, _ = listener.accept()
        except OSError:
            self.process.kill()
            raise AssertionError(f"the kernel never came: {os.read(self._console_master, 65536).decode()}") from None
        listener.close()
        self.token = self._until(lambda: self._take_line())
        self.info = json.loads(self._until(lambda: self._take_line()))

    def send(self, **message):
        self.socket.sendall(json.dumps(message).encode() + b"\n")

    def start(self, code, **options):
        """Ask for a run, and do not wait. `options`: more fields of the request."""
        run = Run(f"r{len(self.runs) + 1}")
        self._runs[run.name] = run
        self.runs.append(run)
        cell = f"c{len(self.runs)}"
        self.send(kind="execute_request", run=run.name, code=code, cell=cell, terminal=run.device, **options)
        return run

    def run(self, code):
        """Run a cell to its end, its terminal up to the last marker included."""
        run = self.start(code)
        self.finish(run)
        return run

    def ask(self, kind, **question):
        """Ask something that is answered also while a cell runs; the answer."""
        request = len(self.told) + 1
        self.send(kind=kind + "_request", request=request, **question)
        return self.wait(
            lambda: [each for each in self.told if each["kind"] == kind + "_reply" and each["request"] == request]
        )[0]

    def finish(self, run):
        self.wait(lambda: run.of_kind("execute_reply"))
        marker = b"\x1b]7373;%d\x07" % run.reply["fence"]
        self.wait(lambda: marker in run.terminal)

    def wait(self, condition):
        """Take in events and bytes until `condition()` is true, and return that."""
        return self._until(lambda: self._dispatch() or condition())

    def interrupt(self):
        os.kill(self.process.pid, signal.SIGINT)

    def ended(self):
        """Wait for the process to end; its exit status."""
        return self._until(lambda: self.process.poll() is not None and [self.process.returncode])[0]

    def close(self):
        self.socket.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._console_master)
        for run in self.runs:
            run.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _until(self, condition):
        deadline = time.monotonic() + PATIENCE
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > deadline:
                events = [event for run in self.runs for event in run.events]
                raise AssertionError(f"waited in vain; events: {events[-20:]}; console: {self.console[-2000:]!r}")
            self.take_in()

    def take_in(self):
        """Read what has come, waiting for it a moment."""
        watched = {run.master: run for run in self.runs}
        sources = [*watched, self._console_master]
        if self.socket.fileno() >= 0:
            sources.append(self.socket)
        for ready in select.select(sources, [], [], 0.05)[0]:
            try:
                data = self.socket.recv(1 << 20) if ready is self.socket else os.read(ready, 1 << 16)
            except OSError:
                data = b""
            if ready is self.socket:
                if not data:
                    self.socket.close()
                self._rest += data
            elif ready == self._console_master:
                self.console += data
                if not data:
                    time.sleep(0.01)
            else:
                watched[ready].terminal += data

    def _take_line(self):
        line, end, rest = self._rest.partition(b"\n")
        if not end:
            return None
        self._rest = rest
        return line

    def _dispatch(self):
        while True:
            line = self._take_line()
            if line is None:
                return False
            event = json.loads(line)
            if "run" in event:
                self._runs[event["run"]].events.append(event)
            else:
                self.told.append(event)
