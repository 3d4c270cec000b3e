"""What one look sees, the same on every system."""
from collections import namedtuple

#: On a CPU; ready and without one; one of these two, and the system does not say which.
RUNNING, READY, RUNNABLE = "running", "ready", "runnable"
#: Asleep for a time; stopped; blocked, and the system does not say why.
SLEEP, STOPPED, WAITING = "sleep", "stopped", "waiting"

#: `started` orders threads by age, and tells one from an earlier one with the same number; in ms, since whenever.
Thread = namedtuple("Thread", "tid started state cpu_ns name")
#: `cpu_ns` includes threads that have ended. `command` is its command line, "" where that is not known.
Process = namedtuple("Process", "pid parent started cpu_ns name command threads")


def main_thread_first(process):
    """The process with its oldest thread first: that is its main one, and is given the number of the process, as on Linux."""
    threads = sorted(process.threads, key=lambda thread: (thread.started, thread.tid))
    if threads:
        threads[0] = threads[0]._replace(tid=process.pid, started=process.started)
    return process._replace(threads=threads)
