/** The strings of comparing runs, in English; part of `en.ts`. */
import { traceEn } from '../../common/trace/words/en'
import type { TrialFailure } from '../../common/trial'

export const compareEn = {
  pin: 'Pin this run',
  pinHint: 'Keep this run, to compare later ones with it',
  pinnedHint: 'Pinned. Change the code or the Python, run again, and see both.',
  pinsFull: 'No more runs can be pinned here: unpin one first',
  unpin: (name: string) => `Unpin ${name}`,
  pinned: (place: number) => `Pinned run ${place}`,
  now: 'Latest run',
  label: (cell: number) => `Runs of cell ${cell}, compared`,
  runAgain:
    'Change the code or the Python and run the cell again: both runs will be shown here, on one time scale.',
  ...traceEn.compared,
  diff: (name: string) => `What differs in the code of: ${name}`,

  tryOnPythons: 'Run on several Pythons…',
  trialTitle: 'Run this cell on several Pythons',
  trialAbout:
    'Each Python gets a fresh kernel, one after the other, so that they do not take each other’s cores. The notebook’s own kernel is left alone.',
  pythons: 'Pythons',
  free: 'free-threaded',
  none: 'No Python was found that can run notebooks.',
  searching: 'Looking for Pythons…',
  above: (count: number) =>
    count === 1 ? 'Run the code cell above it first' : `Run the ${count} code cells above it first`,
  aboveHint: 'In each Python; what they print is not shown.',
  limit: 'Time for each Python, in seconds',
  limitHint: 'Then its cell is interrupted, and the next Python has its turn.',
  busy: 'The notebook’s kernel is busy: its cells would take cores away. Start when it is idle.',
  running: 'A cell is running on several Pythons already.',
  start: (count: number) => (count === 1 ? 'Run on 1 Python' : `Run on ${count} Pythons`),
  cancel: 'Stop',
  putAway: 'Close',
  trialLabel: (cell: number) => `Cell ${cell} on several Pythons`,
  onPythons: (count: number) => `On ${count} Pythons`,
  outdated: 'The code has changed since.',
  states: {
    waiting: 'waits for its turn',
    starting: 'starting',
    above: (done: number, all: number) => `running the cells above: ${done + 1} of ${all}`,
    running: 'running',
    cancelled: 'stopped'
  },
  timeout: 'It ran out of time and was interrupted.',
  unwatched: 'Its threads were not watched.',
  failure: (failure: TrialFailure) => {
    switch (failure.kind) {
      case 'not-started':
        return `It did not start: ${failure.problem.detail ?? failure.problem.message}`
      case 'above-failed':
        return `Code cell ${failure.place + 1} above failed: ${failure.error}`
      case 'above-too-long':
        return `Code cell ${failure.place + 1} above took all of the time.`
    }
  },
  printed: 'Output',
  silent: 'no output'
}

export type CompareText = typeof compareEn
