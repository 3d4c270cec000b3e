/** The strings of the kernel's menu, in English; part of `en.ts`. */
export const kernelMenuEn = {
  facts: {
    title: 'This kernel',
    version: 'Python',
    build: 'build',
    gil: 'GIL',
    gilOn: 'on',
    gilOff: 'off',
    gilSwitchedOn: (module: string) => `on: importing ${module} switched it back on`,
    gilForced: 'on, though this build can do without',
    cores: 'cores',
    allCores: (count: number) => `${count}`,
    someCores: (allowed: number, count: number, which: string) => `${allowed} of ${count} (${which})`,
    startMethod: 'children start by',
    interval: 'switch interval',
    pid: 'process'
  },

  slow: {
    title: 'Slow-motion GIL',
    about:
      'How long a thread keeps the GIL while others wait. A longer time changes how your program runs: its threads take turns slowly enough to watch. A restart brings back Python’s own.',
    python: (time: string) => `Python’s ${time}`,
    other: (time: string) => `Your program has set ${time}.`,
    noGil: 'This Python runs without a GIL: there are no turns to slow down.',
    noKernel: 'Once a kernel runs.',
    badge: (time: string) => `slow motion ${time}`
  },

  children: {
    title: 'Children see cells',
    on: 'Children and pools find the functions and classes of cells, however they are started.',
    off: 'As plain Python does it: what starts by spawn or forkserver finds nothing that cells define and fails, unless it is imported from a file. Forked children have everything anyway.',
    /** After the sentence above. */
    kept: ' Kept in the notebook; from the next run on.',
    badge: 'children: plain Python'
  },

  time: (seconds: number) =>
    seconds < 0.1 ? `${Number((seconds * 1000).toPrecision(3))} ms` : `${Number(seconds.toPrecision(3))} s`
}

export type KernelMenuText = typeof kernelMenuEn
