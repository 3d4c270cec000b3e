"""Questions that are answered while a cell runs: what could be written here, what is this, which variables are there,
which threads go on.

A thread of its own answers them in turn and ends when there are none left: the reader must stay free for input() and
the end, and an idle kernel has no thread for this.
"""
import _thread
from _queue import Empty, SimpleQueue

from . import authors, names


class Answers:
    """Answers about the notebook's names."""

    def __init__(self, wire, namespace, interrupts):
        self._wire = wire
        self._namespace = namespace
        self._interrupts = interrupts
        self._asked = SimpleQueue()
        self._lock = _thread.allocate_lock()
        self._is_answering = False

    def ask(self, command):
        """Take a question. Its answer goes to the app."""
        self._asked.put(command)
        with self._lock:
            if not self._is_answering:
                self._is_answering = True
                _thread.start_new_thread(self._answer_all, ())

    def _answer_all(self):
        names.tell("gilscope-answer")
        while True:
            with self._lock:
                try:
                    command = self._asked.get_nowait()
                except Empty:
                    self._is_answering = False
                    return
            try:
                answer = self._answer(command)
            except Exception:
                # A value may change under our eyes, or be stranger than we thought: no help is better than a stop.
                answer = dict(_NOTHING[command["kind"]])
            kind = command["kind"].replace("_request", "_reply")
            self._wire.send({"kind": kind, "request": command["request"], **answer})

    def _answer(self, command):
        kind, names = command["kind"], self._namespace
        if kind == "variables_request":
            from . import variables

            return {"variables": variables.panel(names)}
        if kind == "sigint_request":
            return self._interrupts.heard_by()
        if kind == "follow_request":
            return {"found": authors.follow(command["tid"], command["follows"])}
        if kind == "alive_request":
            from . import alive

            return alive.listed()
        if kind == "complete_request":
            from . import completion

            return completion.complete(command["code"], command["cursor_pos"], names)
        from . import inspection

        return inspection.inspect(command["code"], command["cursor_pos"], command.get("detail_level", 0), names)


_NOTHING = {
    "variables_request": {"variables": []},
    "sigint_request": {"ours": True},
    "follow_request": {"found": False},
    "alive_request": {"threads": [], "children": []},
    "complete_request": {"matches": [], "cursor_start": 0, "cursor_end": 0},
    "inspect_request": {"found": False, "data": {}, "metadata": {}},
}

#: The kinds of question.
KINDS = frozenset(_NOTHING)
