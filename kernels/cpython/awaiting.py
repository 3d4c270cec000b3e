"""What a suspended task awaits, in a few words.

Found from the coroutines that the task is suspended in: the outermost one that is asyncio's own is the call that the user
wrote (`Queue.get`), and its locals have the figures (`sleep(0.5)`). Where there is none, the future at the end of the
chain says it. No code of the user's runs: only types, code objects and plain attributes of asyncio's own objects are
looked at.
"""
import sys
from types import BuiltinFunctionType, CoroutineType, FunctionType, GeneratorType, MethodType

#: Coroutines in coroutines that are followed; a recursion may be deeper.
DEPTH = 60
#: Characters of a name that are kept.
NAME_LENGTH = 60


class Awaiting:
    """Knows asyncio's own coroutines. Each answer is (kind, what, detail): the kinds and words are AWAIT_KINDS and
    `Awaited` in common/trace/taskTrace.ts; `detail` is a number, a name or None."""

    def __init__(self):
        from asyncio import base_events, futures, tasks

        self._codes = _codes()
        loop = base_events.BaseEventLoop
        self._housekeeping = {loop.shutdown_asyncgens.__code__, loop.shutdown_default_executor.__code__}
        self._tasks = (tasks.Task, tasks._PyTask)
        self._gathering = tasks._GatheringFuture
        self._futures = (futures.Future, futures._PyFuture)

    def is_task(self, thing):
        """Whether something is one of asyncio's tasks, or of a subclass."""
        return issubclass(type(thing), self._tasks)

    def is_housekeeping(self, coroutine):
        """Whether it is what `asyncio.run()` runs after the user's coroutine, to clean up."""
        return getattr(coroutine, "cr_code", None) in self._housekeeping

    def of(self, task):
        """What a task awaits that has a `_fut_waiter`."""
        inner = task._coro
        place = inner
        through = None
        for _ in range(DEPTH):
            if type(inner) is CoroutineType:
                code, after = inner.cr_code, inner.cr_await
            elif type(inner) is GeneratorType:
                code, after = inner.gi_code, inner.gi_yieldfrom
            else:
                break
            found = self._codes.get(code)
            if found is None:
                place = inner
            elif type(found) is not tuple:
                return found(inner)
            elif found[0] is _THROUGH:
                through = found[1:]
            else:
                return found
            inner = after
        return self._of_future(task._fut_waiter) or through or ("future", "Future", name_of(place))

    def _of_future(self, future):
        if self.is_task(future):
            return ("tasks", "task", task_name(future))
        if type(future) is self._gathering:
            return ("tasks", "gather", len(future._children))
        if type(future) in self._futures:
            for callback, _ in future._callbacks or ():
                # asyncio.wrap_future() ties a future to one of concurrent.futures this way, before anybody awaits it.
                if type(callback) is FunctionType and callback.__qualname__.startswith("_chain_future."):
                    return ("thread", "executor", None)
        return None


def name_of(coroutine):
    """The qualified name of what a task runs."""
    if type(coroutine) in (CoroutineType, GeneratorType):
        return coroutine.__qualname__[:NAME_LENGTH]
    return type(coroutine).__qualname__[:NAME_LENGTH]


def task_name(task):
    """A task's name, without running a subclass's own `get_name`."""
    from asyncio import tasks

    kind = tasks.Task if issubclass(type(task), tasks.Task) else tasks._PyTask
    return str(kind.get_name(task))[:NAME_LENGTH]


_THROUGH = object()


def _codes():
    """{code of one of asyncio's coroutines: what it waits for, or a function that says so for one of them}."""
    import asyncio

    found = {}

    def say(owner, names, *words):
        for name in names.split():
            code = getattr(getattr(owner, name, None), "__code__", None)
            if code is not None:
                found[code] = words if len(words) > 1 else words[0]

    def module(name):
        return sys.modules.get("asyncio." + name)

    tasks, locks, queues = module("tasks"), module("locks"), module("queues")
    say(tasks, "sleep", lambda coroutine: ("sleep", "sleep", _seconds(_local(coroutine, "delay"))))
    say(tasks, "wait_for", _THROUGH, "other", "wait_for", None)
    say(tasks, "wait _wait", lambda coroutine: ("tasks", "wait", _count(_local(coroutine, "fs"))))
    say(getattr(tasks, "_AsCompletedIterator", None), "_wait_for_one __anext__", "tasks", "as_completed", None)
    for inner in getattr(getattr(tasks, "as_completed", None), "__code__", found).co_consts:
        if getattr(inner, "co_name", None) == "_wait_for_one":
            found[inner] = ("tasks", "as_completed", None)
    for name in ("Lock", "Semaphore", "Condition"):
        say(getattr(locks, name), "acquire wait", "lock", name, None)
    say(locks.Event, "wait", "lock", "Event", None)
    say(getattr(locks, "Barrier", None), "wait", "lock", "Barrier", None)
    say(queues.Queue, "get", "queue", "Queue.get", None)
    say(queues.Queue, "put", "queue", "Queue.put", None)
    say(queues.Queue, "join", "queue", "Queue.join", None)
    group = getattr(asyncio, "TaskGroup", None)
    say(group, "__aexit__ _aexit", lambda coroutine: ("tasks", "TaskGroup", _group_size(coroutine)))
    say(module("threads"), "to_thread", lambda coroutine: ("thread", "to_thread", function_name(_local(coroutine, "func"))))
    streams, base = module("streams"), module("base_events").BaseEventLoop
    say(streams.StreamReader, "read readline readuntil readexactly _wait_for_data", "io", "socket read", None)
    say(streams.StreamWriter, "drain wait_closed", "io", "socket write", None)
    say(streams, "open_connection open_unix_connection", "io", "connect", None)
    say(base, "create_connection create_datagram_endpoint", "io", "connect", None)
    say(base, "getaddrinfo getnameinfo", "io", "getaddrinfo", None)
    say(base, "sock_sendfile sendfile", "io", "socket write", None)
    selector = module("selector_events")
    if selector is not None:
        say(selector.BaseSelectorEventLoop, "sock_recv sock_recv_into sock_recvfrom", "io", "socket read", None)
        say(selector.BaseSelectorEventLoop, "sock_sendall sock_sendto", "io", "socket write", None)
        say(selector.BaseSelectorEventLoop, "sock_connect", "io", "connect", None)
        say(selector.BaseSelectorEventLoop, "sock_accept", "io", "accept", None)
    say(module("base_events").Server, "serve_forever wait_closed", "io", "server", None)
    say(module("subprocess").Process, "wait communicate", "process", "process", None)
    return found


def _local(coroutine, name):
    """A local variable of one of asyncio's own coroutines."""
    frame = coroutine.cr_frame if type(coroutine) is CoroutineType else coroutine.gi_frame
    return None if frame is None else frame.f_locals.get(name)


def _seconds(delay):
    # Three digits: a program that sleeps for random times has few different waits.
    return float(f"{delay:.3g}") if type(delay) in (int, float) and abs(delay) < 1e9 else None


def _count(things):
    return len(things) if type(things) in (set, frozenset, list, tuple, dict) else None


def _group_size(coroutine):
    group = _local(coroutine, "self")
    return _count(getattr(group, "_tasks", None)) if type(group).__module__ == "asyncio.taskgroups" else None


def function_name(function):
    """The qualified name of a function or method; None for other things that can be called."""
    if type(function) is MethodType:
        function = function.__func__
    return function.__qualname__[:NAME_LENGTH] if type(function) in (FunctionType, BuiltinFunctionType) else None
