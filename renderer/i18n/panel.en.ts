/** The strings of the side panel, in English; part of `en.ts`. */
export const panelEn = {
  label: 'Side panel',
  hide: 'Hide the side panel',
  resize: 'Width of the side panel',
  tabs: { now: 'Now', variables: 'Variables', problems: 'Problems' },

  now: {
    label: 'Everything alive in this kernel',
    none: 'No kernel is running.',
    noneHint:
      'Run a cell: its threads, tasks and processes show here while they live, with what they do and the cell that started them.',
    looking: 'Looking…',
    columns: { name: 'name', state: 'state', core: 'core', cpu: 'CPU', cell: 'cell' },
    kernel: 'kernel',
    process: 'process',
    pid: (pid: number) => `pid ${pid}`,
    tid: (tid: number) => `thread ${tid}`,
    threads: (count: number) => (count === 1 ? '1 thread' : `${count} threads`),
    own: (count: number) =>
      count === 1 ? "1 thread of Gilscope's own" : `${count} threads of Gilscope's own`,
    ownHint: 'They read commands and send output. They are no part of your program.',
    moreTasks: (count: number) => (count === 1 ? '1 more task' : `${count} more tasks`),
    left: (does: string) => `last seen: ${does}`,
    leftHint: 'Tasks are watched while a cell runs. This is how the last run left it.',
    resting: 'waiting for a cell',
    holdsHint: 'It keeps the GIL meanwhile',
    server: 'all',
    serverHint: 'One of multiprocessing’s own: it serves all cells and ends with the kernel.',
    goTo: (number: number, count: number | null) =>
      count === null
        ? `Go to cell ${number}, which started it`
        : `Go to cell ${number}, which started it in run [${count}]`,
    end: (name: string) => `End ${name}`,
    endStates: { alive: 'End', ending: 'Ending…', stayed: 'End' },
    stayed: (name: string) => `${name} did not end. Try again`,
    follow: (name: string) => `What ${name} prints goes to the current cell`,
    tiers: {
      os: (reason: string) =>
        `Python’s memory could not be read, so nobody knows who holds the GIL${because(reason)}. States are what the system tells.`,
      portable: (reason: string) =>
        `Threads are seen only as far as this system shows them${because(reason)}. Their names are what Python says.`
    }
  },

  variables: {
    label: 'Variables',
    noKernel: 'No kernel is running.',
    none: 'There are no variables yet.',
    noneHint: 'What cells set shows here after each run. Looking never runs any of your code.',
    looking: 'Looking…',
    filter: 'Filter by name or type',
    count: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`),
    cut: (most: number) => `Only the first ${most} by name are listed; there may be more.`,
    noMatch: (filter: string) => `Nothing has “${filter}” in its name or type.`,
    columns: { name: 'name', type: 'type', size: 'size', value: 'value' },
    sort: 'Sort by this',
    details: (name: string) => `About ${name}`,
    closeDetails: 'Close'
  }
}

function because(reason: string): string {
  return reason === '' ? '' : ` (${reason})`
}

export type PanelText = typeof panelEn
