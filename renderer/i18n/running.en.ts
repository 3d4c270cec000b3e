/** The strings of run control (the queue, marks on cells, when a cell finished), in English; part of `en.ts`. */
export const runningEn = {
  menu: 'More ways to run',
  due: (count: number) => (count === 0 ? 'Run what is out of date' : `Run what is out of date (${count})`),
  stopOnError: 'Stop at the first error',
  stops: 'When a cell fails, those that wait behind it are not run.',
  goesOn: 'When a cell fails, those that wait behind it run all the same.',
  tagged: 'A cell with the tag raises-exception never stops the others.',
  goTo: (number: number) => `Go to cell ${number}`,

  queue: {
    waiting: (count: number) => `${count} waiting`,
    title: 'Cells that wait to run',
    running: 'running',
    place: (place: number) => `${place}.`,
    gone: 'a deleted cell',
    takeOut: 'Take it out of the queue',
    takeOutOf: (number: number) => `Take cell ${number} out of the queue`,
    clear: 'Take all out',
    more: (count: number) => `and ${count} more`,
    keys: 'Del takes a cell out.'
  },

  marks: {
    changed: 'The code was edited since it ran.',
    stale: (name: string, cell: number) =>
      `Out of date: it used “${name}”, which cell ${cell} has set anew since.`,
    staleBy: (name: string, cell: number) =>
      `Out of date: it has “${name}” from cell ${cell}, which is out of date itself.`,
    below: (name: string, cell: number) =>
      `From top to bottom this would fail: “${name}” is set only further down, in cell ${cell}.`,
    gone: (name: string) =>
      `“${name}” is set nowhere in the notebook any more: after a restart this would fail.`,
    runIt: 'Run this cell'
  },

  finished: (when: string) => `finished at ${when}`,

  news: {
    label: 'What came of running',
    done: (cell: number, took: string) => `Cell ${cell} finished in ${took}.`,
    failed: (cell: number, why: string) => `Cell ${cell} failed${why === '' ? '' : `: ${why}`}.`,
    interrupted: (cell: number) => `Cell ${cell} was interrupted.`,
    died: (cell: number) => `The kernel ended while cell ${cell} ran.`,
    output: (text: string) => `Output: ${text}`,
    asks: (cell: number, prompt: string) =>
      `Cell ${cell} asks for input${prompt === '' ? '.' : `: ${prompt}`}`
  }
}

export type RunningText = typeof runningEn
