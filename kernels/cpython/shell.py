"""What shorthand calls, and what `get_ipython()` returns: magics by name, commands, help, and the end of a cell.

Made when a cell first needs it; a notebook that uses none of this pays nothing for it.
"""
import sys

from . import commands


class UsageError(Exception):
    """A magic was not used as it can be."""


class Shell:
    """The parts of IPython's shell that cells and libraries commonly ask for."""

    def __init__(self, namespace, display):
        self.user_ns = namespace
        #: display.Display
        self.display = display
        #: Libraries look here for options of other front ends.
        self.config = {}
        self.events = Events()
        self._clock = None
        self.events.register("post_run_cell", self._stop_clock)

    @property
    def execution_count(self):
        return self.display.count

    @property
    def cell(self):
        """The file name of the code of the cell that runs."""
        return f"Cell In[{self.display.count}]"

    def line_magic(self, name, text, line, column):
        """`%name text`, in the cell's line `line`, the text beginning at `column` bytes."""
        from . import magics

        return magics.find(magics.LINE, name, "%")(Use(self, text, line, column, sys._getframe(1)))

    def cell_magic(self, name, text, body, line):
        """`%%name text` and the lines below it, the first of which is the cell's line `line`."""
        from . import cell_magics, magics

        return magics.find(cell_magics.CELL, name, "%%")(Use(self, text, line, 0, sys._getframe(1)), body)

    def run_line_magic(self, magic_name, line, _stack_depth=1):
        """IPython's name for `%magic_name line`."""
        return self.line_magic(magic_name, line, 1, 0)

    def run_cell_magic(self, magic_name, line, cell):
        """IPython's name for `%%magic_name line` over the text `cell`."""
        return self.cell_magic(magic_name, line, cell, 1)

    def magic(self, text):
        """IPython's old name for `%text`."""
        name, _, rest = text.lstrip("%").partition(" ")
        return self.line_magic(name, rest.strip(), 1, 0)

    def system(self, command):
        """`!command`. Its exit status is left in `_exit_code`."""
        self.user_ns["_exit_code"] = commands.run(self._filled(command, sys._getframe(1)))

    def getoutput(self, command):
        """`x = !command`: the lines it wrote."""
        lines, self.user_ns["_exit_code"] = commands.output(self._filled(command, sys._getframe(1)))
        return lines

    def help(self, name, detail):
        """`name?`, and with `detail` 1 `name??`."""
        from . import magics

        magics.show_help(self, name, detail, sys._getframe(1))

    def time_cell(self):
        """`%%time`: tell at the end of the cell how long it took."""
        from . import timing

        self._clock = timing.Clock()

    def cell_ended(self):
        """After each cell, failed ones too."""
        self.events.trigger("post_execute")
        self.events.trigger("post_run_cell")

    def _stop_clock(self, _result=None):
        clock, self._clock = self._clock, None
        if clock is not None:
            print(clock.report())

    def _filled(self, command, frame):
        return commands.fill_in(command, frame.f_globals, {**self.user_ns, **frame.f_locals})


class Use:
    """One use of a magic: what was written, where, and the names in sight there."""

    def __init__(self, shell, text, line, column, frame):
        self.shell = shell
        self.text = text.strip()
        self.line = line
        self.column = column
        self.scope = shell.user_ns
        self.locals = None if frame.f_locals is frame.f_globals else frame.f_locals

    def words(self):
        """The text split as a shell does."""
        import shlex

        try:
            return shlex.split(self.text, posix=True)
        except ValueError as problem:
            raise UsageError(f"{problem}: {self.text}") from None


class Events:
    """Functions to call at the end of a cell, by IPython's names."""

    def __init__(self):
        self._listeners = {}

    def register(self, event, function):
        """Call `function` at each `event` (`post_run_cell`, `post_execute`)."""
        listeners = self._listeners.setdefault(event, [])
        if function not in listeners:
            listeners.append(function)

    def unregister(self, event, function):
        """No longer call it."""
        self._listeners.get(event, []).remove(function)

    def trigger(self, event, *arguments):
        """Call all of them; one that fails is told, and the others are still called."""
        for function in list(self._listeners.get(event, ())):
            try:
                function(*arguments)
            except Exception:
                import traceback

                traceback.print_exc()
