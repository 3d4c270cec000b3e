"""A pool's worker that is killed takes its task with it, and `map` waits for ever: so it is in Python, and so it stays here.
But the cell says so. (ProcessPoolExecutor raises BrokenProcessPool.)
"""
import _thread
import signal
import time

from . import lifetime

#: Seconds that a pool has to finish what it was doing when a worker was lost; then somebody waits in vain.
PATIENCE = 3.0

_TOLD = "_gilscope_told"


def install(pools, tell):
    """Call `tell` with a notice of protocol.ts for each pool of `multiprocessing.pool` (the module) that lost a worker and
    does not get on."""
    join = pools.Pool._join_exited_workers

    def join_and_look(workers):
        before = list(workers)
        joined = join(workers)
        # Looked at afterwards: one that is about to end, and is joined a moment later, would be missed before.
        lost = next((worker for worker in before if worker not in workers and worker.exitcode), None)
        if lost is not None:
            _look(workers, lost, tell)
        return joined

    pools.Pool._join_exited_workers = staticmethod(join_and_look)


def _look(workers, worker, tell):
    pool = next((pool for _, pool in lifetime.pools() if pool._pool is workers), None)
    if pool is None or pool._state == "TERMINATE" or not pool._cache or getattr(pool, _TOLD, False):
        return
    setattr(pool, _TOLD, True)
    notice = {"what": "worker-lost", "worker": worker.name, "pid": worker.pid, **_death(worker.exitcode)}
    _thread.start_new_thread(_tell_later, (pool, frozenset(pool._cache), notice, tell))


def _tell_later(pool, waited_for, notice, tell):
    time.sleep(PATIENCE)
    if pool._state == "TERMINATE" or waited_for.isdisjoint(pool._cache):
        setattr(pool, _TOLD, False)  # it was idle, or has been ended
    else:
        tell(notice)


def _death(exitcode):
    if exitcode > 0:
        return {"exitCode": exitcode, "signal": None}
    try:
        name = signal.Signals(-exitcode).name
    except ValueError:
        name = f"signal {-exitcode}"
    return {"exitCode": None, "signal": name}
