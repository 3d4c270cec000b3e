"""What a cell writes, by any road, in its own cell and in order."""
import sys
import unittest

from .case import KernelTest

LINES = 300_000


class Streams(KernelTest):
    def test_two_streams_and_bytes_keep_their_order(self):
        run = self.run_cell(
            "import sys\n"
            "print('1'); sys.stderr.write('2\\n'); sys.stdout.buffer.write(b'3\\n'); print('4', end='\\r')\n"
            "sys.stdout.writelines(['5', '6']); print('7', file=sys.stderr, flush=True);"
        )
        pieces = [(event["name"][3:], event["text"]) for event in run.of_kind("stream")]
        self.assertEqual(pieces, [("out", "1\n"), ("err", "2\n"), ("out", "3\n4\r56"), ("err", "7\n")])

    def test_a_stream_is_what_programs_expect(self):
        run = self.run_cell(
            "import sys\n"
            "for s, n in ((sys.stdout, 1), (sys.stderr, 2)):\n"
            "    assert s.isatty() and s.writable() and s.fileno() == n and s.encoding == 'utf-8' and s.write('') == 0\n"
            "    assert s.buffer.fileno() == n and not s.closed and s.name == ('<stdout>', '<stderr>')[n - 1]\n"
            "    for wrong in (1, b'', None):\n"
            "        try: s.write(wrong)\n"
            "        except TypeError: pass\n"
            "        else: raise AssertionError(wrong)\n"
            "try: sys.stdout.buffer.write('text')\n"
            "except TypeError: print('refused')\n"
            "sys.stdout.reconfigure(line_buffering=False)\n"
            "sys.stdout.close(); print('still here')"
        )
        self.assertEqual(run.text(), "refused\nstill here\n")

    def test_every_character_survives(self):
        run = self.run_cell(r"import sys; print('你好 🐍 \ud800 \x00 \x1b[1m'); sys.stdout.buffer.write(b'\xe4\xbd'); sys.stdout.buffer.write(b'\xa0\xff');")
        self.assertEqual(run.text(), "你好 🐍 \ud800 \x00 \x1b[1m\n你\ufffd")

    def test_a_print_shows_while_the_cell_still_computes(self):
        run = self.kernel.start("print('first')\nwhile not input(): pass")
        self.kernel.wait(lambda: run.text() == "first\n")
        request = self.kernel.wait(lambda: run.of_kind("input_request"))[0]["request"]
        self.kernel.send(kind="input_reply", request=request, value="on")
        self.kernel.finish(run)

    def test_a_kept_write_method_shows_too(self):
        self.run_cell("import sys\nprint(1); print(2); keep = sys.stdout.write")
        run = self.kernel.start("keep('kept')\nimport time\nwhile True: time.sleep(0.01)")
        self.kernel.wait(lambda: run.text() == "kept")
        self.kernel.interrupt()
        self.kernel.finish(run)

    def test_many_lines_arrive_each_once(self):
        run = self.run_cell(f"for i in range({LINES}): print('line', i)")
        self.assertEqual(run.text(), "".join(f"line {i}\n" for i in range(LINES)))
        self.assertLess(len(run.of_kind("stream")), LINES / 100)

    def test_one_very_long_text_arrives_whole_in_pieces(self):
        run = self.run_cell("print('中' * 3_000_000)")
        self.assertEqual(run.text(), "中" * 3_000_000 + "\n")
        self.assertLess(max(len(event["text"]) for event in run.of_kind("stream")), 1 << 17)

    def test_a_printing_finaliser_and_signal_handler_do_no_harm(self):
        # Before 3.12 the garbage collector may run inside Python's own C text layer, which then can lose or double a
        # line of a finaliser, as it does for a script; so there only finalisers of plain reference counts are tried.
        cycle = "self.me = self" if sys.version_info >= (3, 12) else "pass"
        run = self.run_cell(
            "import signal, gc\n"
            "class Noisy:\n    def __init__(self): CYCLE\n    def __del__(self): print('gone\\n', end='')\n"
            "signal.signal(signal.SIGALRM, lambda *_: print('tick\\n', end=''))\n"
            "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)\n"
            "for i in range(20000): Noisy(); print('line\\n', end='')\n"
            "signal.setitimer(signal.ITIMER_REAL, 0); gc.collect();".replace("CYCLE", cycle)
        )
        lines = run.text().split("\n")
        self.assertEqual(lines.count("line"), 20000)
        self.assertEqual(lines.count("gone"), 20000)


class Raw(KernelTest):
    def test_raw_output_comes_between_the_prints_around_it(self):
        run = self.run_cell(
            "import os, subprocess, sys\n"
            "print('1'); os.system('echo 2'); print('3')\n"
            "subprocess.run(['echo', '4']); print('5', file=sys.stderr); subprocess.run('echo 6 >&2', shell=True); print('7')\n"
            "sys.stdout.flush(); os.write(1, b'8\\n'); print('9')"
        )
        self.assertEqual(run.merged, "".join(f"{n}\n" for n in range(1, 10)))
        self.assertEqual(run.raw, "2\n4\n6\n8\n")

    def test_a_forked_child_writes_to_the_terminal_and_its_late_lines_stay_with_its_cell(self):
        first = self.run_cell(
            "import os, time\n"
            "r, w = os.pipe()\n"
            "print('parent')\n"
            "if os.fork() == 0:\n"
            "    print('child')\n    os.read(r, 1)\n    print('late child')\n    os._exit(0)\n"
        )
        self.kernel.wait(lambda: first.raw == "child\n")
        second = self.run_cell("print('second')\nos.write(w, b'x')\nos.wait();")
        self.kernel.wait(lambda: first.raw == "child\nlate child\n")
        self.assertEqual(first.text(), "parent\n")
        self.assertEqual((second.text(), second.raw), ("second\n", ""))

    def test_a_forked_child_that_reaches_the_end_of_its_cell_ends(self):
        run = self.run_cell("import os\npid = os.fork()\nprint('child' if pid == 0 else 'parent')\nif pid: print(os.wait()[1])")
        self.assertEqual((run.text(), run.raw), ("parent\n0\n", "child\n"))
        run = self.run_cell("pid = os.fork()\nif pid == 0: 1 / 0\nprint(os.wait()[1])")
        self.assertEqual(run.text(), "256\n")
        self.assertIn("ZeroDivisionError", run.raw)

    @unittest.skipIf(sys.version_info < (3, 12), "os.fork() warns of threads from 3.12 on")
    def test_fork_warns_of_threads_of_the_users_own_only(self):
        fork = "if os.fork() == 0: os._exit(0)\nos.wait();"
        self.assertEqual(self.run_cell("import os, threading\n" + fork).text("stderr"), "")
        self.run_cell("stop = threading.Event(); t = threading.Thread(target=stop.wait); t.start()")
        self.assertIn("is multi-threaded", self.run_cell(fork).text("stderr"))
        self.run_cell("stop.set(); t.join()")

    def test_no_descriptor_is_left_behind(self):
        count = "import os; len(os.listdir('/dev/fd'))"
        before = self.run_cell(count).result
        for _ in range(30):
            self.run_cell("pass")
        self.assertEqual(self.run_cell(count).result, before)

    def test_a_cell_that_closes_or_moves_its_descriptors_spoils_no_other(self):
        self.run_cell("import os\nos.close(1); os.close(2)\nprint('printed')")
        run = self.run_cell("os.system('echo raw'); print('printed')")
        self.assertEqual(run.merged, "raw\nprinted\n")


class Threads(KernelTest):
    def test_lines_of_a_thread_go_to_the_cell_that_started_it_however_late(self):
        first = self.run_cell(
            "import threading\n"
            "go = threading.Event()\n"
            "def late():\n    go.wait(); print('late'); threading.Thread(target=print, args=('later',)).start()\n"
            "thread = threading.Thread(target=late); thread.start(); print('started')"
        )
        second = self.run_cell("print('before')\ngo.set(); thread.join(); print('after')")
        self.kernel.wait(lambda: first.text() == "started\nlate\nlater\n")
        self.assertEqual(second.text(), "before\nafter\n")

    def test_threads_lose_nothing_and_an_error_in_one_is_told(self):
        run = self.run_cell(
            "import threading\nfrom concurrent.futures import ThreadPoolExecutor\n"
            "with ThreadPoolExecutor(4) as pool:\n"
            "    for n in range(4): pool.submit(lambda n: [print(f'{n} {i}\\n', end='') for i in range(2000)], n)\n"
            "thread = threading.Thread(target=lambda: 1 / 0); thread.start(); thread.join()"
        )
        lines = run.text().splitlines()
        self.assertEqual(sorted(lines), sorted(f"{n} {i}" for n in range(4) for i in range(2000)))
        self.assertIn("ZeroDivisionError", run.text("stderr"))
