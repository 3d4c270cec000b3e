"""Cell magics: a function for each, by name. Each takes a `shell.Use` and the text below the first line."""
import os

from . import commands, magics, timing
from .shell import UsageError


def timeit(use, body):
    """%%timeit [-n LOOPS] [-r ROUNDS] [setup]: time the cell below, after the setup"""
    use.line -= 1
    use.column = len("%%timeit ")
    options, setup = magics.timeit_options(use)
    first = magics.compiled_tree(use, setup, "exec")
    use.line, use.column = use.line + 1, 0
    tree = magics.compiled_tree(use, body, "exec")
    print(timing.repeat(tree, first, use.shell.cell, use.scope, **options))


def time_(use, body):
    """%%time: how long the cell below takes"""
    raise UsageError("%%time stands alone on its line")


def bash(use, body):
    """%%bash: the cell below is a script for bash"""
    _script("bash", use, body)


def sh(use, body):
    """%%sh: the cell below is a script for sh"""
    _script("sh", use, body)


def writefile(use, body):
    """%%writefile [-a] file: write the cell below to a file; with -a, behind what is there"""
    words = use.words()
    adds = words[:1] == ["-a"]
    if len(words) != 1 + adds:
        raise UsageError("%%writefile [-a] file")
    path = os.path.expanduser(words[-1])
    exists = os.path.exists(path)
    with open(path, "a" if adds else "w", encoding="utf-8") as file:
        file.write(body)
    print(f"{'Appending to' if adds else 'Overwriting' if exists else 'Writing'} {path}")


def _script(program, use, body):
    import subprocess

    try:
        status = commands.run([program, *use.words(), "-c", body])
    except FileNotFoundError:
        raise UsageError(f"there is no {program} on this computer") from None
    if status:
        raise subprocess.CalledProcessError(status, program)


CELL = {"time": time_, "timeit": timeit, "bash": bash, "sh": sh, "writefile": writefile}
