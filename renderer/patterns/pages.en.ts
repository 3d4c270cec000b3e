/** The pages of the patterns, in English; part of `i18n/patterns.en.ts`. */
import type { Pattern } from '../../common/trace/verdict/facts'
import type { PageText } from './pages'

export const pagesEn: Record<Pattern, PageText> = {
  'gil-serialized': {
    name: 'Serialized by the GIL',
    looks:
      'Several threads, but at any moment only one of them is green; the others are hatched: ready to run, and waiting for the GIL. The ribbon changes its colour with every hand-off. However many threads there are, they use one core.',
    why: 'CPython lets a thread run Python code only while it holds the global interpreter lock of its interpreter. A thread that wants the lock waits for the *switch interval*, 5 ms unless `sys.setswitchinterval()` says otherwise, and then asks for it. The holder notices between two bytecodes, lets go, and waits until another thread has taken over. So the threads take turns: together they need as long as one thread alone would, and a little more for the hand-offs.',
    tries: [
      'Give the work to processes: in `concurrent.futures.ProcessPoolExecutor` each worker has a Python, and a GIL, of its own.',
      'Move the inner loop into code that lets go of the GIL. Much of NumPy, `hashlib` and `zlib` does.',
      'Run the same cell on a free-threaded Python (3.13t or newer), where there is no GIL to take turns with.',
      'If the threads are there to keep the program simple, keep them. Nothing is lost but the hope of a second core.'
    ],
    cell: 'Four threads that only count: together they use one core.'
  },
  'gil-convoy': {
    name: 'GIL convoy',
    looks:
      'One thread is green nearly all the time. Another needs the GIL for a moment only, after each piece of input or each short sleep, and is hatched for most of its life.',
    why: 'Reading, writing and sleeping let go of the GIL; afterwards the thread needs it back. A thread that computes does not offer it: the other must wait for a whole switch interval, 5 ms, before it may ask. A reply that takes a tenth of a millisecond to prepare then takes fifty times as long. CPython has no priorities by which the short request could go first.',
    tries: [
      'Move the computing into a process, and leave the thread that must answer quickly alone with its GIL.',
      'Make the switch interval shorter, for example `sys.setswitchinterval(0.0005)`. Answers come sooner; each hand-off costs the computing thread a little.',
      'Let fewer, larger pieces of input through: each piece pays for its wait once.'
    ],
    cell: 'One thread computes; the other wants the GIL for a moment each millisecond.'
  },
  'parallel-processes': {
    name: 'Parallel processes',
    looks:
      'Several processes are green at once, each on a core of its own. Each has a ribbon of its own, for each has a GIL of its own. The cores used add up.',
    why: 'A process has its own Python and its own memory, so nothing has to be shared and nobody waits for anybody. That also is the price: what goes in and comes out is pickled, sent through a pipe and unpickled, and a process takes tens of milliseconds to start.',
    tries: [
      'Give each worker pieces that take much longer than sending them: tens of milliseconds and more.',
      'Send little. Let workers read a large file themselves, or use `multiprocessing.shared_memory`.',
      'Start no more workers than there are cores; `os.process_cpu_count()` (3.13) says how many may be used.'
    ],
    cell: 'Two processes count at once, each with a GIL of its own.'
  },
  'parallel-native': {
    name: 'Parallel native code',
    looks:
      'Several threads are blue at once: they run native code without the GIL. Green is only the moment in which each of them begins and ends a call.',
    why: 'An extension written in C may let go of the GIL around work that touches no Python objects (`Py_BEGIN_ALLOW_THREADS`). `hashlib` does so for more than 2047 bytes at a time; `zlib`, `bz2` and much of NumPy do too. Meanwhile other threads can hold the GIL, or compute without it as well.',
    tries: [
      'Hand over large pieces: a call on a few bytes keeps the GIL, and taking it back after each call is not free.',
      'See that the library does not start threads of its own as well: the two together may want more cores than there are.',
      'Not sure whether a library lets go? Run it in two threads and look for blue.'
    ],
    cell: 'Two threads hash large blocks; hashlib lets go of the GIL meanwhile.'
  },
  'parallel-interpreters': {
    name: 'Parallel interpreters',
    looks:
      'Threads of one process are green at the same time, and there is more than one ribbon: each interpreter has a GIL of its own.',
    why: 'Since Python 3.12 each interpreter in a process can have its own GIL (PEP 684), and since 3.14 the standard library can start them (`concurrent.interpreters`, `InterpreterPoolExecutor`). Interpreters share the process but no Python objects: what one gives another is copied, as between processes, though it need not leave the process.',
    tries: [
      'Use them where processes would do but are too heavy to start or to feed.',
      'Check your extensions: a module in C must say that it supports interpreters with a GIL of their own, or it refuses to be imported there.',
      'Needs Python 3.14 for the cell below.'
    ],
    cell: 'Two interpreters in one process, each with its own GIL (Python 3.14 and newer).'
  },
  'parallel-no-gil': {
    name: 'Parallel without a GIL',
    looks: 'Threads of one process are green at once, on different cores, and there is no ribbon at all.',
    why: 'In a free-threaded build (PEP 703; 3.13t and newer) there is no global lock. Reference counts and the built-in containers protect themselves: most objects belong to one thread and need no lock, the others have small locks of their own. One thread alone runs somewhat slower for it. And a race that the GIL made rare can now happen at any moment.',
    tries: [
      'Protect what threads share with a `threading.Lock`: `n += 1` was never safe, and now it shows.',
      'Let each thread work on data of its own and put the results together at the end: threads that write to one object wait for its lock.',
      'See that no import switches the GIL on again: an extension that is not ready for this does, with a warning (`sys._is_gil_enabled()`).'
    ],
    cell: 'Two threads that only count: parallel on a free-threaded Python, in turns on any other.'
  },
  'overlapped-waiting': {
    name: 'Overlapped waiting',
    looks:
      'Many threads sleep or wait for I/O at the same time; green is rare and short, and almost no core is used. The run takes as long as the longest wait, not as long as all of them.',
    why: 'A thread that waits for the network, a disk or a clock lets go of the GIL first (`Py_BEGIN_ALLOW_THREADS` around the system call). So waits run side by side, and the GIL is not in their way. This is what threads in Python have always been good for.',
    tries: [
      'Add workers until the time no longer falls; waiting threads cost memory, not cores.',
      'With thousands of waits, `asyncio` needs one thread for all of them.',
      'If green grows when you add workers, the program begins to compute: see “Serialized by the GIL”.'
    ],
    cell: 'Twenty waits of half a second, ten at a time: one second in all.'
  },
  'lock-contention': {
    name: 'Waiting for each other',
    looks:
      'Threads spend a good part of their lives in orange: waiting for a lock, a queue or a condition. What one does, the others wait for.',
    why: 'The program itself lets only one of them in. While a thread keeps a `Lock`, the others sleep in the system until it is released; in CPython a `Lock` is not fair, so the one that has just let go may well take it again. More threads make the queue longer, not the work faster.',
    tries: [
      'Do less while you hold the lock: prepare before it, print and send after it.',
      'Use several locks for several things, or let each thread collect its own results and join them at the end.',
      'If workers wait for an empty queue, whoever fills it is the bottleneck: look at that thread.'
    ],
    cell: 'Four threads and one lock that each keeps while it sleeps.'
  },
  oversubscribed: {
    name: 'Oversubscribed',
    looks:
      'More threads or processes are ready than there are cores. Each is yellow in between: it could run, but the system has given its core to another.',
    why: 'The system divides the cores among all that are ready, a few milliseconds each. Each then takes longer, and all together are no faster: switching costs a little, caches are lost, and a thread that loses its core while it holds the GIL makes the others wait as well. Other programs on the machine count, too.',
    tries: [
      'Start as many workers as there are cores that you may use: `os.process_cpu_count()` (3.13), before that `len(os.sched_getaffinity(0))`.',
      'Look for libraries that start threads of their own inside each worker (`OMP_NUM_THREADS`).',
      'Close what else is busy; the grey area above the cores used shows it.'
    ],
    cell: 'Three threads per core, all of them ready all the time.'
  },
  imbalance: {
    name: 'Work badly divided',
    looks:
      'All workers begin together, but the lanes end at different times. At the end one works alone, and the cores used fall to one.',
    why: 'The run ends with its last worker. When one gets the largest piece, or several large ones, the others have nothing left to take over. The longer one works alone, the less the other cores help: this is Amdahl’s law at work.',
    tries: [
      'Cut the work into more pieces than workers, several for each, so that whoever is done takes the next.',
      '`Pool.map` hands out blocks, about four for each worker; with `chunksize=1` it hands out one piece at a time.',
      'Begin with the largest piece if you know which one it is.'
    ],
    cell: 'Two workers, one of which has three times as much to do.'
  },
  'overlapped-tasks': {
    name: 'Overlapped tasks',
    looks:
      'One thread, many tasks. Each lane has a short green step, a long hatched wait, another short step; the waits lie below each other. The thread itself is nearly always waiting, and no core is busy.',
    why: 'An event loop runs one task at a time, until the task awaits something that is not ready; then it runs the next one. While all of them wait, the loop asks the system to wake it when the first timer or socket is due. So a thousand waits cost one thread. Nothing runs in parallel: what overlaps is the waiting.',
    tries: [
      'This is what `asyncio` is for. The time is that of the longest chain of waits: look for waits that follow each other and could begin together, with `asyncio.gather` or `asyncio.TaskGroup`.',
      'If too many requests go out at once for the other side, limit them with `asyncio.Semaphore`.',
      'Anything that computes, or calls a function that blocks, holds up all tasks: give it to `asyncio.to_thread`, or to a process.'
    ],
    cell: 'Fifty tasks sleep at once in one thread.'
  },
  'blocked-loop': {
    name: 'Event loop held up',
    looks:
      'One task has a long green step. Meanwhile the others stay as they are, though what they waited for has come: their waits all end together, when the long step does.',
    why: 'The event loop can run another task only when the present one awaits. A call such as `time.sleep`, `requests.get`, a database driver that is not asynchronous, or a long calculation gives it no chance. The loop is not slow; it is not asked.',
    tries: [
      'Use the asynchronous call: `asyncio.sleep` for `time.sleep`, an asynchronous client for HTTP or a database.',
      'Where there is none, move the call into a thread: `await asyncio.to_thread(function, argument)`.',
      'Move long calculations into a process: `loop.run_in_executor` with a `ProcessPoolExecutor`. A thread would take turns with the loop for the GIL.',
      'To find such calls while you work, set `PYTHONASYNCIODEBUG=1`: asyncio then logs steps that take longer than 0.1 s.'
    ],
    cell: 'One task calls time.sleep; the others cannot go on meanwhile.'
  },
  'one-thread': {
    name: 'One thread',
    looks:
      'One lane is alive, and at most one core is used. Or there are several, but they follow each other without ever overlapping.',
    why: 'Nothing in the code lets two things happen at once: either nobody asked for it, or each thread is joined before the next one starts. The sentence says what the thread mostly did. When it computed, more cores could help; when it waited, waits could overlap.',
    tries: [
      'If it computes, and the pieces do not depend on each other: `ProcessPoolExecutor`, or threads on a free-threaded Python.',
      'If it waits, let the waits overlap, with threads or with `asyncio`.',
      'Start all threads first, then join them: `start()` and `join()` in one loop run them one after the other.',
      'Before all this, measure which line takes the time. A better algorithm on one core beats four cores.'
    ],
    cell: 'One thread counts, on one core.'
  },
  stuck: {
    name: 'Stuck',
    looks:
      'Every lane is waiting, for a lock or for a process, and nothing runs any more. The lanes stay like this until somebody interrupts.',
    why: 'Each waits for something that another one has and will not give. The classic is two locks taken in opposite order: each thread holds one and wants the other. A thread that takes a `Lock` twice, a `join()` of a thread that waits for the caller, and a queue that nobody fills look the same. Python does not detect any of these by itself.',
    tries: [
      'Take several locks in the same order everywhere.',
      'Wait with a time limit while you look for the cause: `lock.acquire(timeout=5)`, `queue.get(timeout=5)`.',
      'Use `RLock` where one thread may take the same lock again.',
      '`faulthandler.dump_traceback()` prints where each thread stands.'
    ],
    cell: 'Two threads take two locks in opposite order. (They give up after half a minute.)'
  },
  'too-short': {
    name: 'Too short to say',
    looks:
      'A run of less than a tenth of a second, or with only a few samples: there is next to nothing to see.',
    why: 'The scope looks a few hundred times a second. In a short run a handful of samples would have to speak for everything, and a thread that lived between two of them was never seen. The CPU time is exact all the same; the rest would be a guess, and so it is not said.',
    tries: [
      'Give the cell more to do: let it run for a second.',
      'Repeat a short piece in a loop, as `%timeit` does.'
    ],
    cell: 'A moment’s work, done before anybody could look.'
  },
  unclear: {
    name: 'No clear pattern',
    looks:
      'Several things happen at once, or one after the other, and none explains the run alone. In the picture one thread computes in Python while another is now in native code, now asleep.',
    why: 'A sentence is said only when the evidence for it is clear, for a wrong one would be worse than none. A mixture, a run that changes its manner halfway, many missed samples, or a Python whose memory may not be read: all of these end here.',
    tries: [
      'Drag with Shift over a part of the timeline: the figures of a part are often plain.',
      'Take the cell apart, so that each cell does one thing.',
      'Point at the badge at the right of the line: it says what could not be read, and why.'
    ],
    cell: 'One thread computes in Python, the other hashes and sleeps by turns.'
  }
}
