"""Commands in, events out: one cell after the other."""
import _thread
import atexit
import builtins
import faulthandler
import os
import sys
import time
from _queue import SimpleQueue

from . import answers, description, display, execute, importable, leftovers, libraries, lifetime, loop, names, output, sources, stdin, terminal

#: Seconds that atexit functions may take when an idle kernel is asked to end.
GOODBYE_TIME = 1.0
#: So often are an interrupted cell's children ended when further interrupts cut it short; code of the user's, such as a
#: `terminate()` of their own, must not keep the kernel for ever.
STOP_TRIES = 3
#: What a kernel without its socket says on the terminal.
LOST = b"The cell closed file descriptors of the kernel (os.close, os.closerange): without them it cannot go on.\n"


class Kernel:
    """A connected kernel."""

    def __init__(self, link, interrupts, life):
        self._wire = link
        link.when_lost = self._lost
        self._interrupts = interrupts
        self._lifetime = life
        self._terminal = terminal.RunTerminal()
        self._output = output.Output(link, self._terminal, interrupts)
        self._questions = stdin.Questions(self._output)
        self._main = execute.new_main(self._file_for_children)
        self._display = display.Display(self._output, self._main.__dict__)
        self._answers = answers.Answers(link, self._main.__dict__, interrupts)
        self._shell = None
        self._had_gil = description.has_gil()
        self._importable = importable.Importable(life.folder)
        self._inbox = SimpleQueue()
        self._count = 0
        self._futures = 0
        self._is_running = False
        self._children_see_cells = True
        # A tasks.Recorder, once asyncio is there.
        self._tasks = None
        self._records_tasks = False

    def serve(self):
        """Say what we are, then run cells until the app says stop or goes away. Does not return."""
        faulthandler.enable(self._terminal.console)
        self._output.install()
        lifetime.flush_before_exit(self._output.stdout.flush)
        self._questions.install()
        self._display.install()
        builtins.get_ipython = builtins.__gilscope__ = self._get_shell
        libraries.Libraries(self._get_shell, self._threading_comes, self._asyncio_comes, self._tell).install()
        self._describe()
        _thread.start_new_thread(self._read, ())
        while True:
            command = self._inbox.get()
            if command is None:
                self._guarded(atexit._run_exitfuncs)
                self._output.drain()
                self._lifetime.end()
            self._execute(command)

    def _read(self):
        """The reader thread."""
        names.tell("gilscope-input")
        for command in self._wire.commands():
            kind = command["kind"]
            if kind == "execute_request":
                self._inbox.put(command)
            elif kind == "input_reply":
                self._questions.answer(command["request"], command["value"])
            elif kind == "input_end":
                self._questions.answer(command["request"], None)
            elif kind in answers.KINDS:
                self._answers.ask(command)
            elif kind == "switch_interval_request":
                self._set_switch_interval(command["seconds"])
            elif kind == "shutdown_request":
                break
        if not self._is_running:
            self._inbox.put(None)
            time.sleep(GOODBYE_TIME)
        self._lifetime.end()

    def _execute(self, command):
        run = command["run"]
        self._count += 1
        self._output.begin(run, command.get("terminal"), self._count)
        self._is_running = True
        spared = lifetime.children()
        began = leftovers.now()
        self._records_tasks = command.get("record_tasks", False)
        if self._records_tasks and self._tasks is not None:
            self._tasks.begin()
        started = time.perf_counter()
        problem = self._run(command)
        if self._output.in_child:
            self._leave_child(problem)
        wall_ms = (time.perf_counter() - started) * 1000
        if self._shell is not None:
            self._guarded(self._shell.cell_ended)
        if isinstance(problem, KeyboardInterrupt):
            # Pressed again while they end, an interrupt asks for nothing else.
            for _ in range(STOP_TRIES):
                if self._guarded(self._stop_children, spared):
                    break
            self._end_leftovers(began)
        if problem is not None:
            ename, evalue, traceback = self._told(problem)
            self._output.event(
                {"kind": "error", "run": run, "ename": ename, "evalue": evalue, "traceback": traceback}
            )
        loop.restore()
        if self._records_tasks and self._tasks is not None:
            self._tasks.end()
        self._records_tasks = False
        reply = {
            "kind": "execute_reply",
            "run": run,
            "status": "ok" if problem is None else "error",
            "execution_count": self._count,
            "wall_ms": wall_ms,
        }
        if description.has_gil() is not self._had_gil:
            self._had_gil = not self._had_gil  # an import of this cell has switched it on
            self._describe()
        self._is_running = False  # before the reply: whoever has read it may ask an idle kernel to end
        self._output.end(reply)

    def _lost(self):
        """A cell has closed the kernel's socket, as programs that become daemons close all that is open. Nothing could
        be shown, and nobody told that the cell has ended: so the kernel ends, and its terminal says why."""
        try:
            os.write(2, LOST)
        except OSError:
            pass  # that is closed, too
        self._lifetime.end(1)

    def _describe(self):
        self._wire.send({"kind": "kernel_info", **description.about()})

    def _tell(self, notice):
        """Let the current cell say something besides what it prints: a `Notice` of protocol.ts."""
        if not self._output.in_child:
            self._output.event({"kind": "notice", "run": self._output.run, "notice": notice})

    def _threading_comes(self, threading):
        self._output.watch_threads(threading)
        # Now, while no thread can spin: beside some that do, the imports of a first traceback would wait for the GIL
        # dozens of times. A notebook without threads loads them with its first error.
        libraries.tracebacks()
        gil_held = libraries.gil_held() if description.has_gil() else None
        if gil_held is not None:
            self._terminal.calls, self._wire.send_now = gil_held, gil_held.send

    def _set_switch_interval(self, seconds):
        try:
            sys.setswitchinterval(seconds)
        except (ValueError, OverflowError):
            pass  # the description says which one holds
        self._describe()

    def _get_shell(self):
        """What shorthand calls, made when it is first needed."""
        if self._shell is None:
            from . import shell

            self._shell = shell.Shell(self._main.__dict__, self._display)
        return self._shell

    def _asyncio_comes(self, _module):
        from . import loops, tasks

        loops.install(self._tell)
        self._tasks = tasks.Recorder(self._wire.send, self._output.run_of_this_thread)
        self._output.each_round = self._tasks.flush
        if self._records_tasks:
            self._tasks.begin()

    def _leave_child(self, problem):
        """A child made by the cell's own os.fork() has come to the end of the cell: it ends, as a script's would."""
        if problem is not None and not isinstance(problem, SystemExit):
            print("\n".join(libraries.tracebacks().describe(problem)[2]), file=sys.stderr)
        code = getattr(problem, "code", 1) if problem is not None else 0
        self._output.stdout.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)

    def _run(self, command):
        """Run a cell; the exception that left it, or None."""
        source = command["code"]
        name = f"Cell In[{self._count}]"
        names = self._main.__dict__
        sources.remember(name, source)
        names.pop("__warningregistry__", None)  # line 3 of this cell has not warned yet
        self._display.begin(self._count, source)
        try:
            cell = execute.Cell(source, name, self._futures)
            codes = cell.codes()
            for code in codes:
                self._futures |= execute.futures(code)
            self._importable.add(cell, self._futures)
            self._children_see_cells = command.get("children_see_cells", True)
            if self._children_see_cells:
                names["__file__"] = self._importable.write()
            else:
                names.pop("__file__", None)
            self._interrupts.run(execute.run, codes, names)
        except BaseException as problem:
            self._interrupts.forbid()
            return problem
        return None

    def _file_for_children(self):
        """The module that a child imports which the calling thread starts now; AttributeError: none, as in plain
        Python."""
        if not self._children_see_cells:
            raise AttributeError("__file__")
        return self._importable.entry(self._output.device_of_this_thread())

    def _stop_children(self, spared):
        """After an interrupt: end the children and pools of multiprocessing that the cell started. True: it is done."""
        lifetime.stop_children(spared)
        return True

    def _end_leftovers(self, began):
        """End its other children, and name the threads that go on. No interrupt cuts this short: on a busy machine it
        takes a while to find them all, and nothing of it is code of the user's."""
        leftovers.end(leftovers.children_since(began))
        threads = leftovers.threads_of(self._output.run)
        if threads:
            self._tell({"what": "threads-go-on", "threads": threads})

    def _told(self, problem):
        """The three parts of an error event. The exception's own code runs here, so it may be interrupted."""
        if isinstance(problem, SystemExit):
            words = f"the cell asked Python to exit ({problem.code!r}); the kernel keeps running"
            return "SystemExit", str(problem.code), [f"SystemExit: {words}"]
        told = self._guarded(libraries.tracebacks().describe, problem)
        if told and problem.__cause__ is not None and "multiprocessing" in sys.modules:
            from . import workers

            hint = workers.hint(problem, self._importable.cell_of, self._main.__dict__)
            told[2].extend([hint] if hint else [])
        return told or (type(problem).__name__, "", [type(problem).__name__])

    def _guarded(self, function, *arguments):
        """Call what can run code of the user's, or wait for it; None when that fails or is interrupted."""
        try:
            return self._interrupts.run(function, *arguments)
        except BaseException:
            self._interrupts.forbid()
            return None
