"""Measures one kernel, driven by the Python that also runs it: `measure.py gilscope | ipykernel | bare`. Prints JSON.

Times in seconds, memory in MB (10⁶ bytes). What each figure means: bench/README.md.
"""
import json
import os
import queue
import statistics
import subprocess
import sys
import time

LINES = 1_000_000
LONG = 200_000_000
ROUND_TRIPS = 200
#: Beside spinning threads each takes long.
BUSY_ROUND_TRIPS = 20
STARTS = 5
#: Seconds that a kernel is left alone before it counts as idle.
REST = 2
#: Seconds after which ipykernel is taken to have dropped what is missing.
SILENCE = 15

PRINT_LINES = f"for i in range({LINES}): print(i)"
PRINT_LONG = f"print('x' * {LONG})"
SPIN = """
import threading
def spin():
    while True: pass
for _ in range(3): threading.Thread(target=spin, daemon=True).start()
"""


class Gilscope:
    """Our kernel, through the small app of its tests."""

    def __init__(self):
        sys.path.insert(0, os.path.join(os.path.dirname(__file__), os.pardir, os.pardir, "kernels"))
        from cpython.tests import client

        client.PATIENCE = 600
        self._kernel = client.Kernel()
        self.pid = self._kernel.process.pid

    def first(self):
        """A first cell, to its reply; when that came."""
        return self.run("6 * 7")[0]

    def run(self, code):
        """Run a cell; (when it had ended, characters, lines) that it printed."""
        texts = [event["text"] for event in self._kernel.run(code).of_kind("stream")]
        return time.perf_counter(), sum(map(len, texts)), sum(text.count("\n") for text in texts)

    def close(self):
        self._kernel.close()


class IPykernel:
    """ipykernel, through its own client."""

    def __init__(self):
        from jupyter_client.manager import KernelManager

        self._manager = KernelManager(kernel_name="python3")
        self._manager.start_kernel()
        self._client = self._manager.client()
        self._client.start_channels()
        pid = getattr(self._manager.provisioner, "pid", None) if hasattr(self._manager, "provisioner") else None
        self.pid = pid or self._manager.kernel.pid

    def first(self):
        """A first cell, to its reply; when that came. Only then is the client sure to hear everything."""
        request = self._client.execute("6 * 7")
        while not self._reply(request):
            pass
        ended = time.perf_counter()
        self._client.wait_for_ready(timeout=60)
        return ended

    def run(self, code):
        """Run a cell; (when it had ended, characters, lines) that it printed."""
        request = self._client.execute(code)
        characters = lines = 0
        replied = ended = None
        while True:
            try:
                message = self._client.get_iopub_msg(timeout=SILENCE)
            except queue.Empty:
                # Under load it drops messages, also the one that says it is idle: then the last one counts.
                replied = replied or self._reply(request)
                if replied:
                    return ended or time.perf_counter(), characters, lines
                continue
            ended = time.perf_counter()
            content = message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "stream":
                characters += len(content["text"])
                lines += content["text"].count("\n")
            elif message["msg_type"] == "status" and content["execution_state"] == "idle":
                while not (replied or self._reply(request)):
                    pass
                return time.perf_counter(), characters, lines

    def _reply(self, request):
        try:
            return self._client.get_shell_msg(timeout=SILENCE)["parent_header"].get("msg_id") == request
        except queue.Empty:
            return False

    def close(self):
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


def timed(function, *arguments):
    """(seconds, result)"""
    start = time.perf_counter()
    result = function(*arguments)
    return time.perf_counter() - start, result


def timed_run(kernel, code):
    """(seconds until everything of a cell has arrived, characters, lines)"""
    start = time.perf_counter()
    ended, characters, lines = kernel.run(code)
    return ended - start, characters, lines


def memory(pid, field="Pss", file="smaps_rollup"):
    """MB of a process; None where the system does not tell."""
    try:
        with open(f"/proc/{pid}/{file}", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith(field + ":"))
    except (OSError, StopIteration):
        return None


def threads(pid):
    """How many threads a process has; None where the system does not tell."""
    try:
        return len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return None


def measure(make):
    """The figures of a kernel."""
    starts = []
    for _ in range(STARTS):
        start = time.perf_counter()
        kernel = make()
        starts.append(kernel.first() - start)
        kernel.close()
    found = {"start": statistics.median(starts)}
    kernel = make()
    try:
        kernel.first()
        time.sleep(REST)
        found["idle"], found["threads"] = memory(kernel.pid), threads(kernel.pid)
        found["trip"] = statistics.median(timed_run(kernel, "None")[0] for _ in range(ROUND_TRIPS))
        found["lines"], _, count = timed_run(kernel, PRINT_LINES)
        found["lost"] = LINES - count
        found["long"], characters, _ = timed_run(kernel, PRINT_LONG)
        found["cut"] = LONG + 1 - characters
        found["peak"] = memory(kernel.pid, "VmHWM", "status")
        kernel.run(SPIN)
        found["busy"] = statistics.median(timed_run(kernel, "None")[0] for _ in range(BUSY_ROUND_TRIPS))
        found["error"] = timed_run(kernel, "1 / 0")[0]
    finally:
        kernel.close()
    return found


def measure_bare():
    """The same work by `python -c`, its output read through a pipe: the limit."""

    def run(code):
        return subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout

    found = {"start": statistics.median(timed(run, "print(6 * 7)")[0] for _ in range(STARTS))}
    found["lines"], printed = timed(run, PRINT_LINES)
    found["lost"] = LINES - printed.count(b"\n")
    found["long"], printed = timed(run, PRINT_LONG)
    found["cut"] = LONG + 1 - len(printed)
    code = "import time; print(flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as idle:
        idle.stdout.readline()
        time.sleep(REST)
        found["idle"], found["threads"] = memory(idle.pid), threads(idle.pid)
        idle.kill()
    return found


KINDS = {"gilscope": lambda: measure(Gilscope), "ipykernel": lambda: measure(IPykernel), "bare": measure_bare}

if __name__ == "__main__":
    print(json.dumps(KINDS[sys.argv[1]]()))
