"""The table: what must work in a cell, with what it shows and who says so.

Each case is a cell in one shared kernel: its code, and {line: author}. Authors are "main", a thread's or child's name,
"raw" for what carries no name (the system's programs, C code, sub-interpreters), and "error" for the last line of a
traceback that the cell shows. Nothing but these lines may appear, in this cell or, late, in an earlier one.
"""
import re
import sys
import unittest

from .case import KernelTest

SETUP = """
import asyncio, contextvars, logging, multiprocessing as mp, os, queue, signal, subprocess, sys, threading, time, warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import shared_memory
@dataclass
class Point:
    x: int
    def say(self): print("point", self.x)
def square(x): return x * x
def say(*words): print(*words)
def put(q, value): q.put(value)
def send(pipe, value): pipe.send(value); pipe.close()
def add(value, n):
    for _ in range(n):
        with value.get_lock(): value.value += 1
def fill(name):
    memory = shared_memory.SharedMemory(name); memory.buf[0] = 42; memory.close()
def fail(x): raise ValueError(f"bad {x}")
def err(word): print(word, file=sys.stderr)
def join(*started):
    for each in started: each.start()
    for each in started: each.join()
async def nap(value): await asyncio.sleep(0); return value
"""

#: For each start method; {M} is its name.
CHILDREN = {
    "Process": ("join(C.Process(target=say, args=('hi {M}',), name='Bob'))", {"hi {M}": "Bob"}),
    "Process of this cell's function": ("def own(): print('own {M}')\njoin(C.Process(target=own, name='Bob'))", {"own {M}": "Bob"}),
    "Process with a method of a class": ("join(C.Process(target=Point(3).say, name='Bob'))", {"point 3": "Bob"}),
    "Process that fails": ("p = C.Process(target=sys.exit, args=(3,)); join(p); print(p.exitcode)", {"3": "main"}),
    "stderr of a child": ("join(C.Process(target=err, args=('loud',), name='Bob'))", {"loud": "Bob"}),
    "Queue": ("q = C.Queue(); join(C.Process(target=put, args=(q, 5))); print(q.get())", {"5": "main"}),
    "Pipe": ("a, b = C.Pipe(); join(C.Process(target=send, args=(b, 'sent'))); print(a.recv())", {"sent": "main"}),
    "Value": ("v = C.Value('i', 0); join(*(C.Process(target=add, args=(v, 50)) for _ in range(2))); print(v.value)", {"100": "main"}),
    "Manager": (
        "with C.Manager() as m:\n    q = m.Queue(); join(C.Process(target=put, args=(q, 'managed'))); print(q.get())",
        {"managed": "main"},
    ),
    "shared_memory": (
        "s = shared_memory.SharedMemory(create=True, size=8); join(C.Process(target=fill, args=(s.name,)))\n"
        "print(s.buf[0]); s.close(); s.unlink()",
        {"42": "main"},
    ),
    "Pool.map": ("with C.Pool(2) as pool: print(pool.map(square, range(4)))", {"[0, 1, 4, 9]": "main"}),
    "Pool.imap": ("with C.Pool(2) as pool: print(list(pool.imap(square, range(4))))", {"[0, 1, 4, 9]": "main"}),
    "Pool.apply_async": ("with C.Pool(1) as pool: print(pool.apply_async(Point, (7,)).get())", {"Point(x=7)": "main"}),
    "Pool with an error": ("with C.Pool(1) as pool: pool.map(fail, [1])", {"ValueError: bad 1": "error"}),
    "ProcessPoolExecutor": (
        "with ProcessPoolExecutor(2, C) as pool: print(list(pool.map(square, range(3))))",
        {"[0, 1, 4]": "main"},
    ),
}

CASES = {
    "default start method": ("with ProcessPoolExecutor(1) as pool: print(*pool.map(square, [3]))", {"9": "main"}),
    "main guard": ("if __name__ == '__main__':\n    print('guarded')", {"guarded": "main"}),
    "os.fork": ("if os.fork() == 0:\n    print('child'); os._exit(0)\nos.wait(); print('parent')", {"child": "fork", "parent": "main"}),
    "os.system": ("print('before'); os.system('echo system'); print('after')", {"before": "main", "system": "raw", "after": "main"}),
    "subprocess": ("subprocess.run(['echo', 'child']);", {"child": "raw"}),
    "subprocess captured": ("print(subprocess.run(['echo', 'kept'], capture_output=True, text=True).stdout, end='')", {"kept": "main"}),
    "os.write": ("os.write(1, b'written\\n');", {"written": "raw"}),
    "Thread": ("t = threading.Thread(target=say, args=('t',), name='Ann'); join(t)", {"t": "Ann"}),
    "threads of threads": (
        "def deep(): join(threading.Thread(target=say, args=('deep',), name='Eve'))\njoin(threading.Thread(target=deep, name='Ann'))",
        {"deep": "Eve"},
    ),
    "ThreadPoolExecutor": ("with ThreadPoolExecutor(1, 'W') as p: print(*p.map(square, [2])); p.submit(say, 'w')", {"4": "main", "w": "W_0"}),
    "Timer": ("t = threading.Timer(0, say, ('tick',)); t.name = 'Tim'; join(t)", {"tick": "Tim"}),
    "queue between threads": ("q = queue.Queue(); join(threading.Thread(target=put, args=(q, 8))); print(q.get())", {"8": "main"}),
    "contextvars": (
        "v = contextvars.ContextVar('v', default='d'); c = contextvars.copy_context(); c.run(v.set, 'set'); print(v.get(), c[v])",
        {"d set": "main"},
    ),
    "logging in a thread": ("join(threading.Thread(target=logging.getLogger('L').warning, args=('logged',), name='Ann'))", {"logged": "Ann"}),
    "asyncio.run": ("print(asyncio.run(nap('run')))", {"run": "main"}),
    "top-level await": ("print(await nap('awaited'))", {"awaited": "main"}),
    "gather": ("print(await asyncio.gather(nap(1), nap(2)))", {"[1, 2]": "main"}),
    "async for": ("async def gen():\n    yield 'one'\nasync for x in gen(): print(x)", {"one": "main"}),
    "async with": (
        "class Door:\n    async def __aenter__(self): print('in')\n    async def __aexit__(self, *_): print('out')\n"
        "async with Door(): pass",
        {"in": "main", "out": "main"},
    ),
    "to_thread in a pool of asyncio": ("print(await asyncio.get_running_loop().run_in_executor(None, square, 6))", {"36": "main"}),
    "subprocess of asyncio": (
        "p = await asyncio.create_subprocess_exec('echo', 'async child'); await p.wait();",
        {"async child": "raw"},
    ),
    "a loop run by hand": ("l = asyncio.new_event_loop(); l.call_soon(l.stop); l.run_forever(); l.close(); print('ran')", {"ran": "main"}),
    "context of a pool's thread": (
        "v = contextvars.ContextVar('v'); v.set('carried'); c = contextvars.copy_context()\n"
        "with ThreadPoolExecutor(1) as p: print(p.submit(c.run, v.get).result())",
        {"carried": "main"},
    ),
    "!command": ("!echo direct", {"direct": "raw"}),
    "x = !command": ("x = !echo kept\nprint(x)", {"['kept']": "main"}),
    "%%bash": ("%%bash\necho shell", {"shell": "raw"}),
    "a child of a thread": (
        "def start(): join(mp.get_context('fork').Process(target=say, args=('deep',), name='Bob'))\n"
        "join(threading.Thread(target=start, name='Ann'))",
        {"deep": "Bob"},
    ),
    "an error of a child": (
        "with ProcessPoolExecutor(1, mp.get_context('fork')) as pool: pool.submit(fail, 2).result()",
        {"ValueError: bad 2": "error"},
    ),
    "a child that is killed": (
        "with ProcessPoolExecutor(1, mp.get_context('fork')) as pool: pool.submit(os._exit, 3).result()",
        {
            "concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while "
            "the future was running or pending.": "error"
        },
    ),
    "an exception in main": ("1 / 0", {"ZeroDivisionError: division by zero": "error"}),
    "last value": ("6 * 7", {}),
    "progress": ("for i in range(3): print(f'{i}', end='\\r', flush=True)\nprint()", {"0": "main", "1": "main", "2": "main", "": "main"}),
}

#: Case: (the first version that has it, code, lines).
NEWER = {
    "asyncio.Runner": ((3, 11), "with asyncio.Runner() as r: print(r.run(nap('runner')))", {"runner": "main"}),
    "TaskGroup": ((3, 11), "async with asyncio.TaskGroup() as g: t = g.create_task(nap(3))\nprint(t.result())", {"3": "main"}),
    "to_thread": ((3, 9), "print(await asyncio.to_thread(square, 5))", {"25": "main"}),
    "InterpreterPoolExecutor": (
        (3, 14),
        "from concurrent.futures import InterpreterPoolExecutor\n"
        "with InterpreterPoolExecutor(1) as pool: print(list(pool.map(square, [2, 3])))",
        {"[4, 9]": "main"},
    ),
    "InterpreterPoolExecutor prints": (
        (3, 14),
        "with InterpreterPoolExecutor(1) as pool: pool.submit(say, 'inside').result()",
        {"inside": "raw"},
    ),
    "concurrent.interpreters": (
        (3, 14),
        "from concurrent import interpreters\ni = interpreters.create(); print(i.call(square, 4)); i.close()",
        {"16": "main"},
    ),
}


class Table(KernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        setup = cls.kernel.run(SETUP)
        assert not setup.of_kind("error"), setup.error

    def check(self, code, expected):
        run = self.kernel.run(code)
        shown = dict(run.lines)
        if run.of_kind("error"):
            last = re.sub(r"\x1b\[\d+m", "", run.error["traceback"][-1])
            shown[last] = "error"
        # The warning about fork and threads (3.12 on) is Python's, and about this kernel's other cases.
        shown = {line: who for line, who in shown.items() if "multi-threaded" not in line and not line.startswith("  ")}
        self.assertEqual(shown, expected)

    def test_children(self):
        for method in ("fork", "spawn", "forkserver"):
            for name, (code, expected) in CHILDREN.items():
                with self.subTest(name, method=method):
                    lines = {line.replace("{M}", method): who for line, who in expected.items()}
                    self.check(f"C = mp.get_context('{method}')\n" + code.replace("{M}", method), lines)

    def test_cells(self):
        for name, (code, expected) in CASES.items():
            with self.subTest(name):
                self.check(code, expected)

    def test_newer(self):
        for name, (version, code, expected) in NEWER.items():
            with self.subTest(name):
                if sys.version_info >= version:
                    self.check(code, expected)
                else:
                    self.assertNotEqual(self.kernel.run(code).of_kind("error"), [], f"Python {version} brought it")

    def test_late_lines_stay_with_their_cell(self):
        late = (
            "threading.Thread(target=lambda: (go.wait(), print('late thread')), name='Ann').start()",
            "child = C.Process(target=lambda: (gate.wait(), print('late child')), name='Bob'); child.start()",
            "shell = subprocess.Popen(['sh', '-c', 'read x; echo late shell'], stdin=subprocess.PIPE);",
        )
        self.run_cell("C = mp.get_context('fork'); gate = C.Event(); go = threading.Event()")
        runs = [self.run_cell(code) for code in late]
        second = self.run_cell("go.set(); gate.set(); shell.communicate(b'x\\n'); child.join()")
        expected = [{"late thread": "Ann"}, {"late child": "Bob"}, {"late shell": "raw"}]
        self.kernel.wait(lambda: [run.lines for run in runs] == expected)
        self.assertEqual(second.lines, {})


if __name__ == "__main__":
    unittest.main()
