"""The watcher's life, with the real process and, on Linux, a stand-in for the system."""
import json
import os
import subprocess
import sys
import unittest

KERNELS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REAL = "from watcher.__main__ import main; main(int(sys.argv[1]))"
STAND_IN = "from watcher.tests.linux import main; main()"


def start(code, pid):
    bootstrap = f"import sys; sys.path.insert(0, {KERNELS!r}); {code}"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-I", "-S", "-c", bootstrap, str(pid)], **pipes)


class Watching(unittest.TestCase):
    def start(self, code, pid):
        watcher = start(code, pid)
        for pipe in (watcher.stdin, watcher.stdout, watcher.stderr):
            self.addCleanup(pipe.close)
        self.addCleanup(watcher.wait)
        self.addCleanup(watcher.kill)
        return watcher

    def ask(self, watcher):
        watcher.stdin.write(b"\n")
        watcher.stdin.flush()
        return json.loads(watcher.stdout.readline())


@unittest.skipUnless(sys.platform == "linux", "the stand-in reads /proc")
class Life(Watching):
    def setUp(self):
        self.watched = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
        self.addCleanup(self.watched.communicate)

    def test_it_tells_of_the_process_when_it_is_asked(self):
        watcher = self.start(STAND_IN, self.watched.pid)
        looks = [self.ask(watcher) for _ in range(3)]
        for look in looks:
            [[pid, parent, *_, [[tid, *_]]]] = look["processes"]
            self.assertEqual((pid, parent, tid), (self.watched.pid, os.getpid(), self.watched.pid))
        times = [look["at"] for look in looks]
        self.assertEqual(times, sorted(times))
        self.assertGreater(looks[-1]["spent"], 0)

    def test_it_ends_when_nobody_asks_any_more(self):
        watcher = self.start(STAND_IN, self.watched.pid)
        self.ask(watcher)
        watcher.stdin.close()
        self.assertEqual(watcher.wait(), 0)

    def test_it_ends_when_nobody_hears_any_more(self):
        watcher = self.start(STAND_IN, self.watched.pid)
        self.ask(watcher)
        watcher.stdout.close()
        watcher.stdin.write(b"\n")
        watcher.stdin.flush()
        self.assertEqual(watcher.wait(), 0)
        self.assertEqual(watcher.stderr.read(), b"")

    def test_it_ends_with_the_watched_process(self):
        watcher = self.start(STAND_IN, self.watched.pid)
        self.ask(watcher)
        self.watched.communicate()
        self.assertEqual(self.ask(watcher)["processes"], [])
        self.assertEqual(watcher.wait(), 0)


class Trouble(Watching):
    @unittest.skipIf(sys.platform in ("darwin", "win32"), "there it knows how to look")
    def test_where_it_cannot_look_it_says_so_and_ends(self):
        watcher = self.start(REAL, os.getpid())
        said, errors = watcher.communicate()
        self.assertRegex(json.loads(said)["problem"], "the watcher is for macOS and Windows, and this is ")
        self.assertEqual((watcher.returncode, errors), (0, b""))

    @unittest.skipUnless(sys.platform in ("darwin", "win32"), "needs a system that it is for")
    def test_it_sees_this_very_process(self):
        watcher = self.start(REAL, os.getpid())
        [[pid, *_, threads], *_] = self.ask(watcher)["processes"]
        self.assertEqual((pid, threads[0][0]), (os.getpid(), os.getpid()))


if __name__ == "__main__":
    unittest.main()
