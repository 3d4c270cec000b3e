"""What asyncio's tasks do, for the scope: when each runs, what it awaits in between, and how it ends.

Every loop that Python itself makes runs a task's step through `Handle._run`, and makes tasks in `create_task`. These two
are wrapped, and nothing of the user's is: not the task, not its coroutine, not the loop's task factory. (Loops written
in C, such as uvloop's, have their own; of their tasks nothing is told.) Loaded when asyncio is, and idle but while a
watched run goes on.

    Handle._run ──▶ the clock before and after, what the task awaits ──append──▶ rows ──a few times a second──▶ app
                                                                                     (the flusher's thread)
"""
import functools
import os
import sys
import time
import weakref
from _thread import allocate_lock
from collections import deque

from . import awaiting, names

#: What a row says instead of the number of an awaited thing.
ENDED, READY = -1, -2
#: Steps of one task with less than GAP between them become one row, which lasts no longer than LONGEST: ns.
GAP, LONGEST = 100_000, 1_000_000
#: Rows between two messages; beyond, all steps of a task become one row. Sending as many takes some 15 ms.
MOST_ROWS = 8_000
#: Tasks of one run that are told of; the rest is counted.
MOST_TASKS = 2_000
#: Different awaited things that are told of; further ones lose their details.
MOST_AWAITED = 2_000
#: A step that takes longer holds up the loop, if others were ready: ns.
LONG_STEP = 50_000_000
#: Nanoseconds between two messages: often enough for a view that is drawn anew four times a second.
SEND_TIME = 100_000_000
#: Callers that are looked at to find the cell that makes a task.
CALLERS = 20

_now = time.monotonic_ns
#: Where the types of callbacks come from that carry their task as `__self__`: other types may be the user's.
_OURS = frozenset(("builtins", "_asyncio"))


class Entry:
    """A task that is told of. Holds no reference to it."""

    __slots__ = ("id", "ref", "name", "about", "begin", "ran", "steps", "row", "batch")

    def __init__(self, number, task, about):
        self.id = number
        self.name = awaiting.task_name(task)
        #: Fields of its announcement, in the order of `Recorder._announce`.
        self.about = about
        #: When its present step began, and what its steps took in all: ns.
        self.begin = self.ran = self.steps = 0
        #: [task, begin, end, waits, ran, steps], and the message that it goes into.
        self.row = self.batch = self.ref = None


class Recorder:
    """The steps of all tasks of this process, while a run is watched."""

    def __init__(self, send, run_of_this_thread):
        """`send`: takes a message. `run_of_this_thread`: gives the run that the calling thread belongs to."""
        self.on = False
        self._send = send
        self._run_of_this_thread = run_of_this_thread
        self._awaiting = awaiting.Awaiting()
        self._entries = {}
        self._numbers = {}
        self._count = self._listed = self._batch = self._sent_at = 0
        # Appended to by every thread with a loop, taken from by one.
        self._rows, self._new, self._awaited, self._ends, self._holds = deque(), deque(), deque(), deque(), deque()
        self._merged = self._unlisted = self._cost = 0
        self._running = []
        # What the flusher is about to send goes before the rest that a run's end sends, and so before its reply.
        self._one_at_a_time = allocate_lock()
        self._wrap()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._become_child)

    def begin(self):
        """A run begins that is watched."""
        for queue in (self._new, self._rows, self._awaited, self._ends, self._holds):
            queue.clear()
        self._numbers.clear()
        entries, now = list(self._entries.values()), _now()
        self._listed = len(entries)
        self._running = []
        self._merged = self._unlisted = self._cost = 0
        # What is told of a run stands by itself. Nobody looked since the last one: what tasks await may have changed.
        for entry in entries:
            task = entry.ref()
            if task is not None:
                self._new.append(entry)
                self._step_ended(entry, task, now, now, 0)
        self.on = True

    def end(self):
        """It has ended: send the rest."""
        self.on = False
        self._flush()

    def flush(self):
        """Send what has been gathered, if it is time."""
        if self.on and _now() - self._sent_at > SEND_TIME:
            self._flush()

    def _flush(self):
        with self._one_at_a_time:
            self._send_gathered()

    def _send_gathered(self):
        self._sent_at = began = _now()
        self._batch += 1
        new, rows, ends, holds = map(_taken, (self._new, self._rows, self._ends, self._holds))
        starts = [each.about[0] for each in new] + [row[1] for row in rows] + [row[2] for row in holds]
        since = min(starts + [row[1] for row in ends] + [began]) // 1000
        cost, self._cost = self._cost, 0
        merged, self._merged = self._merged, 0
        unlisted, self._unlisted = self._unlisted, 0
        were_running, self._running = self._running, self._tasks_in_a_step()
        if rows or new or ends or holds or unlisted or self._running != were_running:
            self._send(
                {
                    "kind": "task_steps",
                    "since": since,
                    "sent": began // 1000 - since,
                    "tasks": [self._announce(each, since) for each in new],
                    "awaited": _taken(self._awaited),
                    "steps": [
                        number
                        for task, start, stop, waits, ran, steps in rows
                        for number in (task, start // 1000 - since, stop // 1000 - since, waits, ran // 1000, steps)
                    ],
                    "ends": [
                        {"task": task, "at": at // 1000 - since, "state": state, "ran": ran // 1000, "steps": steps}
                        for task, at, state, ran, steps in ends
                    ],
                    "holds": [
                        {
                            "task": task,
                            "what": what,
                            "begin": start // 1000 - since,
                            "end": stop // 1000 - since,
                            "others": others,
                        }
                        for task, what, start, stop, others in holds
                    ],
                    "running": self._running,
                    "merged": merged,
                    "unlisted": unlisted,
                    "cost_us": cost / 1000,
                }
            )
        self._cost += _now() - began  # with the next message

    def _tasks_in_a_step(self):
        """Those whose last step has begun and not ended: one per loop at most."""
        return [
            each.id for each in list(self._entries.values()) if each.begin > (0 if each.row is None else each.row[2])
        ]

    def _wrap(self):
        events, base_events = sys.modules["asyncio.events"], sys.modules["asyncio.base_events"]
        run_handle, create = events.Handle._run, base_events.BaseEventLoop.create_task
        entries, now, step_ended = self._entries, _now, self._step_ended
        carriers = set()

        @functools.wraps(run_handle)
        def _run(handle):
            if not self.on:
                return run_handle(handle)
            callback = handle._callback
            task = callback.__self__ if type(callback) in carriers or _carries(callback, carriers) else None
            entry = entries.get(id(task))
            ready = getattr(handle._loop, "_ready", ())
            were_ready = len(ready)
            begin = now()
            if entry is not None:
                entry.begin = begin
            try:
                run_handle(handle)
            finally:
                end = now()
                if entry is None and task is not None:
                    entry = self._met(task, begin)
                if entry is not None:
                    step_ended(entry, task, entry.begin, end, 1)
                if end - begin > LONG_STEP:
                    self._note_hold(handle, callback, entry, were_ready, begin, end)
                self._cost += now() - end

        @functools.wraps(create)
        def create_task(loop, coro, **options):
            begin = _now()
            task = create(loop, coro, **options)
            end = _now()
            can_be_eager = loop._task_factory is not None or "eager_start" in options
            self._created(task, coro, loop, begin, end if can_be_eager else begin)
            self._cost += _now() - end
            return task

        events.Handle._run = _run
        base_events.BaseEventLoop.create_task = create_task

    def _created(self, task, coro, loop, begin, end):
        """`end` is later than `begin` where the task may have run already."""
        if not self._awaiting.is_task(task):
            return  # a factory of the user's may make anything
        parent = sys.modules["asyncio.tasks"].current_task(loop)
        parent = None if parent is None else self._entries.get(id(parent))
        entry = self._entries.get(id(task)) or self._list(task, coro, begin, parent, sys._getframe(2))
        if end == begin or (task._state == "PENDING" and not getattr(coro, "cr_suspended", False)):
            return
        # An eager task: its first step lies within a step of the task that made it.
        if entry is not None:
            self._step_ended(entry, task, begin, end, 1)
        if parent is not None and self.on:
            words = ("tasks", "task", awaiting.task_name(task))
            self._add_row(parent, parent.begin, begin, self._number(words))
            parent.begin = end

    def _met(self, thing, begin):
        """The entry of a task that was made past `create_task`, e.g. by `asyncio.Task()`; None when it is none."""
        if not self._awaiting.is_task(thing):
            return None
        entry = self._list(thing, thing._coro, begin, None, None)
        if entry is not None:
            entry.begin = begin
        return entry

    def _list(self, task, coroutine, created, parent, caller):
        if self._awaiting.is_housekeeping(coroutine):
            return None
        if self._listed >= MOST_TASKS:
            self._unlisted += caller is not None  # its further steps come here too
            return None
        self._listed += 1
        self._count += 1
        key = id(task)
        about = (
            created,
            awaiting.name_of(coroutine),
            None if parent is None else parent.id,
            names.number(),
            self._run_of_this_thread(),
            _place_in_cell(caller),
        )
        entry = self._entries[key] = Entry(self._count, task, about)
        entry.ref = weakref.ref(task, lambda _: self._lost(key, entry))
        self._new.append(entry)
        return entry

    def _step_ended(self, entry, task, begin, end, steps):
        """A step of a task has ended, or (`steps` is 0) it is looked at."""
        entry.steps += steps
        if task._state != "PENDING":
            self._add_row(entry, begin, end, ENDED)
            self._ended(entry, task, end)
        elif task._fut_waiter is None:
            self._add_row(entry, begin, end, READY)
        else:
            words = self._awaiting.of(task)
            number = self._numbers.get(words)
            self._add_row(entry, begin, end, self._number(words) if number is None else number)

    def _add_row(self, entry, begin, end, waits):
        """A row carries the sums of its task so far: what is told together, or not at all, stays in them."""
        entry.ran += end - begin
        row = entry.row
        if entry.batch == self._batch and (
            (waits == row[3] and begin - row[2] < GAP and end - row[1] < LONGEST) or len(self._rows) > MOST_ROWS
        ):
            row[2:] = end, waits, entry.ran, entry.steps
            self._merged += 1
            return
        entry.batch = self._batch
        entry.row = [entry.id, begin, end, waits, entry.ran, entry.steps]
        self._rows.append(entry.row)

    def _ended(self, entry, task, end):
        if task._state == "CANCELLED":
            state = "cancelled"
        else:
            state = "done" if task._exception is None else "failed"
        self._entries.pop(id(task), None)
        entry.name, entry.ref = awaiting.task_name(task), None
        self._ends.append((entry.id, end, state, entry.ran, entry.steps))

    def _number(self, words):
        number = self._numbers.get(words)
        if number is None:
            if len(self._numbers) > MOST_AWAITED and words[2] is not None:
                return self._number((*words[:2], None))
            number = self._numbers[words] = len(self._numbers)
            kind, what, detail = words
            self._awaited.append({"number": number, "kind": kind, "what": what, "detail": detail})
        return number

    def _note_hold(self, handle, callback, entry, were_ready, begin, end):
        """A long step or callback: how many others could have run meanwhile. `were_ready`: when it began."""
        ready, scheduled = getattr(handle._loop, "_ready", None), getattr(handle._loop, "_scheduled", None)
        if type(ready) is not deque or type(scheduled) is not list:
            return
        others = were_ready
        # What has become ready since then may have been made so just now; but not a task that it made long ago.
        for each in list(ready.copy())[were_ready:]:
            made = self._entries.get(id(getattr(each._callback, "__self__", None)))
            others += made is not None and made.steps == 0 and end - made.about[0] > LONG_STEP
        others += sum(each._when * 1e9 <= end and not each._cancelled for each in scheduled[:])
        if others > 0:
            what = None if entry is not None else awaiting.function_name(callback)
            self._holds.append((None if entry is None else entry.id, what, begin, end, others))

    def _lost(self, key, entry):
        """A task is gone and had not ended: nobody kept it."""
        if self._entries.get(key) is entry:
            del self._entries[key]
            self._ends.append((entry.id, _now(), "lost", entry.ran, entry.steps))

    def _announce(self, entry, since):
        created, coroutine, parent, thread, run, place = entry.about
        task = None if entry.ref is None else entry.ref()
        if task is not None:
            entry.name = awaiting.task_name(task)  # it may have been named after it was made
        told = {
            "task": entry.id,
            "name": entry.name,
            "coroutine": coroutine,
            "created": created // 1000 - since,
            "thread": thread,
            "run": run,
        }
        if parent is not None:
            told["parent"] = parent
        if place is not None:
            told["file"], told["line"] = place
        return told

    def _become_child(self):
        """After fork: the socket is the parent's."""
        self.on = False
        self._entries.clear()


def _taken(queue):
    """All that is in a queue now; what others add meanwhile comes next time."""
    return [queue.popleft() for _ in range(len(queue))]


def _carries(callback, carriers):
    """Whether a callback is of a type that carries its task; such types are added to `carriers`."""
    kind = type(callback)
    if kind.__module__ in _OURS and hasattr(callback, "__self__"):
        carriers.add(kind)
        return True
    return False


def _place_in_cell(frame):
    """The file and line of the nearest caller that is a cell's code."""
    for _ in range(CALLERS):
        if frame is None:
            return None
        if frame.f_code.co_filename.startswith("Cell In["):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None
