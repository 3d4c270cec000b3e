/**
 * Names of the standard library that examples of concurrency use, by their module: all that are there from 3.9 to 3.15. Where
 * several modules have a name, the one that comes first is meant most often. Names that could as well be somebody's own
 * (`run`, `copy`, `wait`) are left out. A test asks a Python for each of them.
 */
const ITEMS: Readonly<Record<string, string>> = {
  threading: `Thread Lock RLock Condition Semaphore BoundedSemaphore Event Timer Barrier BrokenBarrierError current_thread
    main_thread active_count get_ident get_native_id excepthook`,
  queue: 'Queue SimpleQueue LifoQueue PriorityQueue Empty Full',
  multiprocessing: `Process Pool Queue SimpleQueue JoinableQueue Pipe Value Array RawValue RawArray Manager Lock RLock Condition
    Semaphore BoundedSemaphore Event Barrier cpu_count current_process active_children parent_process get_context
    set_start_method get_start_method freeze_support`,
  'concurrent.futures': `ThreadPoolExecutor ProcessPoolExecutor Future as_completed BrokenExecutor ALL_COMPLETED FIRST_COMPLETED
    FIRST_EXCEPTION`,
  'multiprocessing.pool': 'ThreadPool',
  'multiprocessing.shared_memory': 'SharedMemory ShareableList',
  time: 'sleep perf_counter perf_counter_ns monotonic monotonic_ns process_time thread_time strftime time_ns',
  asyncio: `sleep gather create_task ensure_future wait_for shield get_event_loop new_event_loop set_event_loop get_running_loop
    run_coroutine_threadsafe to_thread as_completed open_connection start_server create_subprocess_exec
    create_subprocess_shell Queue Lock Event Condition Semaphore BoundedSemaphore LifoQueue PriorityQueue CancelledError`,
  os: 'getpid getppid cpu_count sched_getaffinity getcwd listdir environ urandom',
  random: 'randint randrange shuffle uniform',
  math: 'sqrt factorial isqrt gcd',
  collections: 'deque defaultdict Counter OrderedDict namedtuple',
  functools: 'partial lru_cache wraps reduce',
  itertools: 'islice product permutations combinations zip_longest',
  contextlib: 'contextmanager asynccontextmanager closing suppress ExitStack',
  dataclasses: 'dataclass',
  datetime: 'datetime timedelta',
  pathlib: 'Path',
  subprocess: 'Popen check_output',
  'urllib.request': 'urlopen urlretrieve',
  timeit: 'default_timer'
}

/** Modules that examples use by their name. */
const MODULES = new Set(
  `threading multiprocessing queue time asyncio os sys random math collections functools itertools contextlib dataclasses
  datetime pathlib subprocess signal socket select selectors json re logging timeit statistics hashlib tempfile shutil
  concurrent.futures contextvars inspect traceback types typing weakref gc ctypes mmap struct heapq string textwrap uuid
  platform resource urllib.request`
    .split(/\s+/)
    .filter((name) => !name.includes('.'))
)

const BY_NAME = new Map<string, string[]>()
for (const [module, names] of Object.entries(ITEMS))
  for (const name of names.split(/\s+/)) BY_NAME.set(name, [...(BY_NAME.get(name) ?? []), module])

/** The modules that have a thing of this name. */
export function modulesWith(name: string): readonly string[] {
  return BY_NAME.get(name) ?? []
}

export function isModule(name: string): boolean {
  return MODULES.has(name)
}

/** All there is to know, for whoever checks it. */
export const ALL_ITEMS: readonly (readonly [module: string, name: string])[] = [...BY_NAME].flatMap(
  ([name, modules]) => modules.map((module) => [module, name] as const)
)
