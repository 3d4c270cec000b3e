"""Start here: look when asked, say what was seen.

    app ── a line ──▶ look ── a line of JSON ──▶ app     until the app closes the pipe, or the process has ended

It is a process of its own, so nothing that it does takes the GIL of the program that it looks at.
"""
import json
import os
import signal
import sys
import time


def main(pid):
    # Ctrl+C in the terminal of `gilscope run` is for the cell. The watcher ends with its pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(lambda: looker(pid), sys.stdin.buffer, sys.stdout.buffer)


def looker(pid):
    """What looks at the process on this system."""
    if sys.platform == "darwin":
        from . import macos

        return macos.Looker(pid)
    if sys.platform == "win32":
        from . import windows

        base = getattr(sys, "_base_executable", sys.executable)
        return windows.Looker(pid, windows.is_launcher(sys.executable, base))
    raise OSError(f"the watcher is for macOS and Windows, and this is {sys.platform}")


def serve(make, asked, out):
    """Answer each line of `asked` with one in `out`; a problem is told, and is the end."""
    try:
        try:
            begun = make()
            while asked.readline() and say_what(begun, out):
                pass
        except Exception as problem:
            say(out, {"problem": f"{type(problem).__name__}: {problem}"})
    except OSError:
        os._exit(0)  # the app has gone; Python's own end would try to tell it once more


def say_what(begun, out):
    """Look and tell. False when there is nothing left to look at."""
    at = time.monotonic()
    processes = begun.look()
    rows = processes and [[*process[:-1], [list(thread) for thread in process.threads]] for process in processes]
    say(out, {"at": at * 1_000, "spent": time.process_time_ns(), "processes": rows})
    return processes is None or len(processes) > 0


def say(out, what):
    out.write(json.dumps(what, separators=(",", ":")).encode() + b"\n")
    out.flush()
