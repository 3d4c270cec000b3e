"""`%time`, `%%time`, `%timeit`, `%%timeit`: how long code takes."""
import ast
import gc
import os
import time

#: How long one round of `%timeit` runs at least, in seconds, and how many rounds there are unless told.
ROUND, ROUNDS = 0.2, 7

_LOOP = """\
def _timed(_clock, _count):
    _SETUP
    _start = _clock()
    for _ in _count:
        _BODY
    return _clock() - _start
"""


class Clock:
    """Starts when it is made; tells what has passed."""

    def __init__(self):
        self._user, self._system = _processor_times()
        self._start = time.perf_counter()

    def report(self):
        """Two lines: processor time of this process, and time on the wall."""
        wall = time.perf_counter() - self._start
        user, system = _processor_times()
        user, system = user - self._user, system - self._system
        parts = f"user {duration(user)}, sys: {duration(system)}, total: {duration(user + system)}"
        return f"CPU times: {parts}\nWall time: {duration(wall)}"


def duration(seconds):
    """`1.5 ms`: three digits, in the unit that fits."""
    if seconds >= 60:
        minutes, rest = divmod(seconds, 60)
        return f"{int(minutes)}min {rest:.0f}s"
    for scale, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def repeat(body, setup, names, scope, rounds=ROUNDS, count=None):
    """Time the syntax tree `body` after `setup`, in a loop of its own, as often as it takes to be sure. A report."""
    timed = _compiled(body, setup, names, scope)
    clock = time.perf_counter
    if count is None:
        count = 1
        while timed(clock, range(count)) < ROUND and count < 10**9:
            count *= 10
    collects = gc.isenabled()
    gc.disable()
    try:
        each = [timed(clock, range(count)) / count for _ in range(rounds)]
    finally:
        if collects:
            gc.enable()
    mean = sum(each) / rounds
    spread = (sum((one - mean) ** 2 for one in each) / rounds) ** 0.5
    runs = f"{rounds} run{'s'[: rounds != 1]}, {count:,} loop{'s'[: count != 1]} each"
    return f"{duration(mean)} ± {duration(spread)} per loop (mean ± std. dev. of {runs})"


def _compiled(body, setup, name, scope):
    tree = ast.parse(_LOOP)
    function = tree.body[0]
    loop = function.body[2]
    loop.body = body.body or [ast.copy_location(ast.Pass(), loop.body[0])]
    function.body[0:1] = setup.body
    made = {}
    exec(compile(tree, name, "exec", dont_inherit=True), scope, made)
    return made["_timed"]


def _processor_times():
    try:
        import resource
    except ImportError:  # Windows
        return os.times()[:2]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime, usage.ru_stime
