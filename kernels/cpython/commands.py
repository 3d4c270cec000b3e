"""Commands of the system: `!command`, `x = !command`, `%pip`, `%%bash`.

They run on the run's own terminal, like any child: colours, progress bars, and output that appears as it is written.
"""
import os
import re
import signal

from . import lifetime

#: Seconds that an interrupted command has to end by itself.
PATIENCE = 1.0

#: `$$`, `$name`, `$name.part`, `{expression}`; two braces stand for one.
_PLACE = re.compile(r"\$\$|\$([A-Za-z_][\w.]*)|\{\{|\}\}|\{([^{}]+)\}")


class Lines(list):
    """The lines that a command wrote. `n` has them as one text, `s` as one line with blanks between."""

    l = property(list)
    n = property("\n".join)
    s = property(" ".join)


def run(command):
    """Run a command (text for the shell, or a list of words) to its end; its exit status. Interrupting ends it."""
    import subprocess

    return _wait(subprocess.Popen(command, shell=isinstance(command, str)), lambda process: process.wait())


def output(command):
    """What a command writes, its errors included, as `Lines`; and its exit status."""
    import subprocess

    process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    written = _wait(process, lambda process: process.communicate()[0])
    return Lines(written.decode("utf-8", "replace").splitlines()), process.returncode


def fill_in(command, scope, names):
    """The command with `$name` and `{expression}` replaced by values of the notebook. What `names` (the notebook's own
    and the caller's) do not have is the shell's: `$HOME`, `awk '{print}'`, `${x}`."""

    def value(place):
        expression = place[1] or place[2]
        if expression is None:
            return place[0][0]
        if place[2] and command[: place.start()].endswith("$"):
            return place[0]
        first = re.match(r"\s*[A-Za-z_]\w*\s*$", expression) or place[1]
        if first and expression.strip().partition(".")[0] not in names:
            return place[0]
        try:
            return str(eval(expression, scope, names))
        except Exception:
            return place[0]

    return _PLACE.sub(value, command)


def _wait(process, until):
    try:
        return until(process)
    except BaseException:
        for number in (signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)):
            _tell(process, number)
            try:
                process.wait(PATIENCE)
                break
            except Exception:
                continue  # it did not end in time
        raise


def _tell(process, number):
    """A signal for the command and everything it started: the app interrupts the kernel alone."""
    if os.name == "nt":
        process.terminate()
        return
    for pid in [*lifetime.descendants(process.pid), process.pid]:
        try:
            os.kill(pid, number)
        except OSError:
            pass  # it ended by itself
