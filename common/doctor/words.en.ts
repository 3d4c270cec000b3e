/** What "check my setup" says, in English. Each finding says one thing, and what to do about it (null: nothing). */
import type { FolderFacts } from './facts'

export interface Said {
  readonly says: string
  readonly todo: string | null
}

const says = (says: string, todo: string | null = null): Said => ({ says, todo })

const folders: Record<FolderFacts['what'], string> = {
  home: 'your home folder',
  data: 'the folder for settings and unsaved work',
  temporary: 'the temporary folder'
}

export const doctorEn = {
  checks: {
    python: 'Python',
    kernel: 'Kernel',
    scope: 'Scope',
    cores: 'Cores',
    terminal: 'Terminals',
    fonts: 'Chinese characters',
    files: 'Files',
    display: 'Display',
    sandbox: 'Sandbox',
    system: 'System'
  },
  levels: { green: 'good', yellow: 'could be better', red: 'must be mended' },
  line: (check: string, says: string): string => `${check}: ${says}`,
  summary: (red: number, yellow: number): string => {
    if (red > 0) return red === 1 ? 'One thing must be mended.' : `${red} things must be mended.`
    if (yellow > 0)
      return `All that is needed is there; ${yellow === 1 ? 'one thing' : `${yellow} things`} could be better.`
    return 'Everything is as it should be.'
  },

  /** Why the system refuses a file, and why the GIL cannot be read: both are carried in English. */
  fileReason: (reason: string): string => reason,
  tierReason: (reason: string): string => reason,

  more: 'Details',
  gil: 'GIL',
  noGil: 'no GIL',
  unusable: {
    old: 'too old: 3.9 or newer is needed',
    other: 'cannot be used: it does not answer as a CPython does'
  },

  findings: {
    unknown: (why: string) =>
      says(`This could not be found out: ${why}.`, 'Check again; if it stays so, tell us.'),

    pythons: (count: number, best: string) =>
      says(
        count === 1
          ? `Python ${best} can run cells.`
          : `${count} Pythons can run cells, the first is ${best}.`
      ),
    noPython: (command: string | null) =>
      says(
        'There is no Python: cells cannot run.',
        command === null
          ? 'Install CPython 3.9 or newer: https://www.python.org/downloads/'
          : `Install one: ${command}`
      ),
    onlyOld: (newest: string) =>
      says(
        `The newest Python here is ${newest}: cells need 3.9 or newer.`,
        'Install a newer one beside it: https://www.python.org/downloads/'
      ),
    onlyBroken: (path: string) =>
      says(
        `There is ${path}, but it does not answer as a CPython does: cells cannot run.`,
        'Install CPython 3.9 or newer: https://www.python.org/downloads/'
      ),
    brokenEnvironment: (path: string, folder: string) =>
      says(
        `The environment beside the notebook is broken: ${path} does not start. Another Python is used instead.`,
        `Make it anew: python3 -m venv --clear "${folder}"`
      ),

    kernelRan: (version: string, ms: number) =>
      says(`Python ${version} started and ran a cell in ${(ms / 1000).toFixed(1)} s.`),
    kernelFailed: (path: string) =>
      says(
        `${path} is there, but did not run a cell.`,
        'Choose another Python in the kernel’s menu, or install this one anew.'
      ),
    kernelUntried: () =>
      says('Not tried: there is no Python that could run.', 'First get a Python, then check again.'),

    exact: (version: string) =>
      says(`All is seen: threads, cores, and who holds the GIL, tried just now on Python ${version}.`),
    noGilToSee: (version: string) =>
      says(`All is seen: threads and cores, tried just now on Python ${version}, which has no GIL.`),
    scopeUntried: () => says('Not tried: no kernel ran.', 'First mend what keeps the kernel from running.'),
    scopeFailed: () =>
      says('The scope failed: cells run, but without timelines.', 'Check again; if it stays so, tell us.'),
    yamaNobody: () =>
      says(
        'Who holds the GIL cannot be seen: this system (Yama, ptrace_scope = 3) lets nobody read the memory of programs.',
        'Write kernel.yama.ptrace_scope = 1 into a file in /etc/sysctl.d and restart the computer.'
      ),
    yamaCapability: () =>
      says(
        'Who holds the GIL cannot be seen: this system (Yama, ptrace_scope = 2) lets only root read the memory of programs.',
        'Allow it for the programs that one starts oneself: sudo sysctl kernel.yama.ptrace_scope=1'
      ),
    yamaAncestors: () =>
      says(
        'Who holds the GIL cannot be seen: this system (Yama, ptrace_scope = 1) lets only ancestors read the memory of programs.',
        'Allow it for all programs of yours: sudo sysctl kernel.yama.ptrace_scope=0'
      ),
    sealedProgram: (path: string) =>
      says(
        `Who holds the GIL cannot be seen: the file ${path} may be run but not read, and so nobody may look into it.`,
        `Allow it to be read: sudo chmod a+r "${path}"`
      ),
    sealedProcess: (path: string) =>
      says(
        `Who holds the GIL cannot be seen: ${path} has rights of its own (setcap or set-user-ID), and so nobody may look into it.`,
        'Choose a Python without such rights in the kernel’s menu.'
      ),
    container: (name: string) =>
      says(
        `Who holds the GIL cannot be seen: this container (${name}) does not allow memory to be read.`,
        'Start the container with --cap-add=SYS_PTRACE.'
      ),
    otherUser: () =>
      says(
        'Who holds the GIL cannot be seen: the system does not allow the memory of Python to be read.',
        'Start Gilscope and Python as the same ordinary user.'
      ),
    newPython: (version: string) =>
      says(
        `Who holds the GIL cannot be seen: Python ${version} is newer than this Gilscope.`,
        'Choose a Python from 3.9 to 3.15 in the kernel’s menu.'
      ),
    otherSystem: (platform: string) =>
      says(
        `On ${platform} threads are seen, with their CPU time and whether they wait; the GIL and the cores are not.`,
        platform === 'Windows'
          ? 'To see all of it use Gilscope in WSL.'
          : 'To see all of it use Gilscope on Linux.'
      ),
    noWatcher: (reason: string) =>
      says(
        `Cells run, but their threads could not be looked at. ${reason}`,
        'Check again; if it stays so, choose another Python.'
      ),
    unseen: (reason: string) =>
      says(
        `Who holds the GIL could not be seen. ${reason}`,
        'Check again; if it stays so, choose another Python.'
      ),

    cores: (count: number) => says(`All ${count} cores can be used.`),
    oneCore: () =>
      says(
        'There is one core: threads and processes can only take turns, and cannot be seen to run at once.',
        'Give this machine more cores, if it is a virtual one.'
      ),
    fewerCores: (allowed: number, present: number) =>
      says(
        `Only ${allowed} of ${present} cores can be used: Gilscope was started so (taskset, or a container).`,
        'Start it without this limit to see programs run on all of them.'
      ),
    quota: (cores: string) =>
      says(
        `This container may use ${cores} cores’ worth of time: programs are stopped again and again, and times vary.`,
        'Start the container with more: --cpus.'
      ),

    terminals: () => says('What programs print comes in through terminals of their own.'),
    noTerminal: () =>
      says(
        'No terminal can be opened: kernels cannot start.',
        'Mount them: sudo mount -t devpts devpts /dev/pts (in a container, start it anew).'
      ),

    chinese: (font: string) => says(`${font} has them.`),
    chineseDrawn: () => says('This window can draw them.'),
    noChinese: (command: string | null) =>
      says(
        'No font has them: Chinese text is shown as boxes.',
        command === null ? 'Install a font such as Noto Sans CJK.' : `Install a font: ${command}`
      ),

    files: (free: string) => says(`Can be written, ${free} free.`),
    noHome: (reason: string) =>
      says(
        `Nothing can be written to ${folders.home}: ${reason}.`,
        'Keep notebooks in another folder, or ask whoever looks after this computer.'
      ),
    noData: (path: string, reason: string) =>
      says(
        `Nothing can be written to ${folders.data} (${path}): ${reason}. After a crash unsaved work would be lost.`,
        'Name another folder, which can be written, in XDG_CONFIG_HOME.'
      ),
    noTemporary: (path: string, reason: string) =>
      says(
        `Nothing can be written to ${folders.temporary} (${path}): ${reason}. Kernels cannot start.`,
        'Name another folder, which can be written, in TMPDIR.'
      ),
    full: (what: FolderFacts['what'], free: string) =>
      says(`The disk with ${folders[what]} is full (${free} free).`, 'Delete what is no longer needed.'),
    nearlyFull: (what: FolderFacts['what'], free: string) =>
      says(
        `The disk with ${folders[what]} is nearly full (${free} free).`,
        'Delete what is no longer needed.'
      ),

    display: (name: string) => says(name === '' ? 'This system has its own.' : `${name} answers.`),
    noDisplay: () =>
      says(
        'There is no display: the window cannot open. Notebooks can run without it.',
        'Start Gilscope in a desktop, or run notebooks without a window: gilscope run FILE'
      ),
    deadDisplay: (name: string) =>
      says(
        `The display ${name} does not answer: the window cannot open.`,
        'Start Gilscope from a terminal in the desktop itself.'
      ),

    sandboxed: () => says('Chromium keeps the page away from the rest of the computer.'),
    sandboxOfRoot: () =>
      says(
        'You are root, for whom Chromium has no sandbox: the page runs without.',
        'Start Gilscope as an ordinary user.'
      ),
    sandboxOff: () =>
      says(
        'The page runs without Chromium’s sandbox, as --no-sandbox asks.',
        'Start Gilscope without --no-sandbox.'
      ),
    sandboxForbidden: (command: string) =>
      says('This system does not allow Chromium’s sandbox: the window cannot open.', `Allow it: ${command}`),
    sandboxInContainer: (name: string) =>
      says(
        `This container (${name}) does not allow Chromium’s sandbox: the window cannot open.`,
        'Start Gilscope outside of it, or the container with --security-opt seccomp=unconfined.'
      ),

    system: (name: string, version: string, runtime: string) =>
      says(`${name}; Gilscope ${version}, ${runtime}.`)
  }
}

export type DoctorWords = typeof doctorEn
export type Finding = keyof DoctorWords['findings']
