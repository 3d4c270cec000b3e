"""A kernel ends when it is told, and when the app is gone, with everything it started."""
import os
import signal
import unittest

from .client import Kernel


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] != b"Z"
    except FileNotFoundError:
        return False


class Lifetime(unittest.TestCase):
    def setUp(self):
        self.kernel = Kernel()
        self.addCleanup(self.kernel.close)

    def test_shutdown_ends_an_idle_kernel_after_its_atexit_functions(self):
        run = self.kernel.run("import atexit; atexit.register(print, 'goodbye'); import os; os.getppid()\ndef f(): pass")
        self.assertEqual(len(os.listdir(self.kernel.folder)), 3, "socket, notebooks and the importable cells")
        self.kernel.send(kind="shutdown_request")
        self.assertEqual(self.kernel.ended(), 0)
        self.kernel.wait(lambda: "goodbye" in run.text())
        self.assertEqual(sorted(os.listdir(self.kernel.folder)), ["notebooks", "socket"])

    def test_shutdown_ends_a_busy_kernel(self):
        run = self.kernel.start("print('in')\nwhile True: pass")
        self.kernel.wait(lambda: run.text())
        self.kernel.send(kind="shutdown_request")
        self.assertEqual(self.kernel.ended(), 0)

    def test_when_the_app_is_gone_the_kernel_and_its_children_end(self):
        run = self.kernel.start(
            "import multiprocessing, subprocess, time\n"
            "def spin():\n    while True: pass\n"
            "p = multiprocessing.get_context('fork').Process(target=spin); p.start()\n"
            "s = subprocess.Popen(['sleep', '60'], start_new_session=True)\n"
            "print(p.pid, s.pid)\nwhile True: time.sleep(0.1)"
        )
        self.kernel.wait(lambda: run.text())
        pids = [int(pid) for pid in run.text().split()]
        self.kernel.socket.close()
        self.kernel.ended()
        if os.path.isdir("/proc/self"):
            self.kernel._until(lambda: not any(map(is_alive, pids)))
        else:
            print("children are not looked for: no /proc here")

    def test_a_cell_that_closes_the_kernels_socket_ends_it_with_a_word(self):
        for code in ("os.closerange(3, 256)", "os.closerange(3, 256); print('x')", "os.closerange(0, 256)"):
            with self.subTest(code):
                kernel = Kernel()
                self.addCleanup(kernel.close)
                run = kernel.start("import os, threading\n" + code)
                self.assertEqual(kernel.ended(), 1)
                if "(0" not in code:
                    kernel.wait(lambda: "The cell closed file descriptors of the kernel" in run.raw)

    def test_a_forked_child_without_the_socket_goes_on(self):
        run = self.kernel.run(
            "import os\nif os.fork() == 0:\n    from IPython.display import display\n    display(1)\n"
            "    print('child')\n    os._exit(0)\nos.wait()[1]"
        )
        self.assertEqual(run.result, "0")
        self.kernel.wait(lambda: "child" in run.raw)

    def test_a_crash_tells_the_python_line_on_the_kernels_terminal(self):
        self.kernel.start("def crash():\n    import ctypes\n    ctypes.string_at(0)\ncrash()")
        self.assertEqual(self.kernel.ended(), -signal.SIGSEGV)
        self.kernel.wait(lambda: b'"Cell In[1]", line 3 in crash' in self.kernel.console)

    def test_what_was_printed_just_before_an_end_shows(self):
        ends = {
            "import os; os._exit(3)": 3,
            "import os; os.abort()": -signal.SIGABRT,
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": -signal.SIGKILL,
            "import signal; signal.raise_signal(signal.SIGKILL)": -signal.SIGKILL,
            "import ctypes; ctypes.string_at(0)": -signal.SIGSEGV,
            "import ctypes; ctypes.CDLL(None).abort()": -signal.SIGABRT,
        }
        before = {"words": "print('last words')", "a flood": "for i in range(50000): print('flood')\nprint('last words')"}
        for code, status in ends.items():
            for name, printing in before.items():
                if name == "a flood" and "raise_signal" in code:
                    continue  # nothing tells that it is about to end; up to 10 ms of a flood go with it
                with self.subTest(code, before=name):
                    kernel = Kernel()
                    self.addCleanup(kernel.close)
                    run = kernel.start(f"{printing}\n{code}")
                    self.assertEqual(kernel.ended(), status)
                    kernel.wait(lambda run=run: run.text().endswith("last words\n"))

    def test_a_kernel_keeps_no_descriptor_that_the_app_left_open(self):
        read, write = os.pipe()
        kernel = Kernel(inherits=(write,))
        self.addCleanup(kernel.close)
        os.close(write)
        os.set_blocking(read, False)
        self.assertEqual(os.read(read, 1), b"", "the last writer is gone")
        os.close(read)
        self.assertEqual(kernel.run("1").result, "1")

    def test_os_exit_keeps_its_signature(self):
        run = self.kernel.run("import inspect, os; inspect.signature(os._exit), os._exit.__name__, os._exit.__doc__[:4]")
        self.assertEqual(run.result, "(<Signature (status)>, '_exit', 'Exit')")

    def test_a_cell_may_end_the_process_itself(self):
        self.kernel.start("import os; os._exit(7)")
        self.assertEqual(self.kernel.ended(), 7)
