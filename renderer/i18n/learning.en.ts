/** The strings for learners (predictions, solutions, checks, the course), in English; part of `en.ts`. */
import type { Nearness, Unmeasured } from '../../common/teaching/measured'
import type { Done } from '../../common/teaching/chapter'
import type { Figure } from '../../common/teaching/prediction'

/** As short as it can be said: `4`, `0.5`. */
const short = (value: number): string => String(Number(value.toFixed(2)))
const percent = (share: number): string => `${String(Math.round(share * 100))} %`
const count = (value: number, one: string, more: string): string =>
  `${short(value)} ${value === 1 ? one : more}`

/** What the learner said, as the first half of a sentence. */
const said: Record<Figure, (value: number) => string> = {
  cores: (value) => `You said ${count(value, 'core', 'cores')}`,
  threads: (value) => `You said ${count(value, 'thread', 'threads')}`,
  processes: (value) => `You said ${count(value, 'process', 'processes')}`,
  seconds: (value) => `You said ${short(value)} s`,
  gilHeld: (value) => `You said that the GIL is held ${percent(value)} of the time`,
  gilWaited: (value) => `You said that threads wait for the GIL ${percent(value)} of their time`,
  handoffsPerSecond: (value) => `You said ${count(value, 'hand-off', 'hand-offs')} a second`
}

/** What was measured, as the second half. */
const was: Record<Figure, (value: number) => string> = {
  cores: (value) => `it used ${value.toFixed(2)}`,
  threads: (value) => `there were ${short(value)}`,
  processes: (value) => `there were ${short(value)}`,
  seconds: (value) => `it took ${value.toFixed(2)} s`,
  gilHeld: (value) => `it was ${percent(value)}`,
  gilWaited: (value) => `it was ${percent(value)}`,
  handoffsPerSecond: (value) => `there were ${String(Math.round(value))}`
}

/** The same, said alone. */
const measured: Record<Figure, (value: number) => string> = {
  cores: (value) => `It used ${value.toFixed(2)} cores.`,
  threads: (value) => `It had ${count(value, 'thread', 'threads')}.`,
  processes: (value) => `It had ${count(value, 'process', 'processes')}.`,
  seconds: (value) => `It took ${value.toFixed(2)} s.`,
  gilHeld: (value) => `It kept the GIL held ${percent(value)} of the time.`,
  gilWaited: (value) => `Its threads waited for the GIL ${percent(value)} of their time.`,
  handoffsPerSecond: (value) => `It had ${String(Math.round(value))} hand-offs a second.`
}

const verdicts: Record<Nearness, string> = {
  right: 'Just as you said.',
  near: 'Close.',
  far: 'Not what you expected? The timeline shows what happened.'
}

const unmeasured: Record<Unmeasured, string> = {
  brief: 'The run was too brief to measure.',
  notSeen: 'The run’s threads were not seen, so there is nothing to compare with.',
  noGil: 'This Python has no GIL, so there is nothing to compare with.',
  notRead: 'The GIL could not be read here, so there is nothing to compare with.'
}

const fields: Record<Figure, string> = {
  cores: 'Cores in use, on average',
  threads: 'Threads that take part',
  processes: 'Processes that take part',
  seconds: 'How long it takes',
  gilHeld: 'How much of the time the GIL is held',
  gilWaited: 'How much of their time threads wait for the GIL',
  handoffsPerSecond: 'How often the GIL changes hands'
}

const units: Record<Figure, string> = {
  ...{ cores: 'cores', threads: 'threads', processes: 'processes', seconds: 's' },
  ...{ gilHeld: '%', gilWaited: '%', handoffsPerSecond: 'times a second' }
}

export const learningEn = {
  prediction: {
    label: (number: number) => `Your prediction about cell ${String(number)}`,
    invite: 'Your prediction, before you run it',
    private: 'Your answer stays on this computer. It is not part of the notebook.',
    ...{ fields, units, said, measured, verdicts, unmeasured },
    was: (figure: Figure, value: number, isKept: boolean) =>
      `${isKept ? 'in the kept run ' : ''}${was[figure](value)}`,
    /** Between two sentences. */
    between: ' ',
    alone: (sentence: string) => `${sentence}.`,
    compared: (one: string, other: string) => `${one}; ${other}.`,
    answer: 'Answer',
    change: 'Change',
    cancel: 'Cancel',
    number: 'Please write a number, such as 2 or 0.5.',
    share: 'Please write a number from 0 to 100.',
    choose: 'Please choose one.',
    runToSee: (number: number) => `Run cell ${String(number)} to see.`,
    runHere: (number: number) => `Run cell ${String(number)} to see what it does here.`,
    running: (number: number) => `Cell ${String(number)} runs …`,
    gone: 'The cell that this is about is no longer in the notebook.',
    chose: (choice: string) => `You said: ${choice}`,
    right: (choice: string) => `It is: ${choice}`,
    timeline: 'Show the timeline',
    /** In the place of runs that would give the answer away. */
    covered: 'What a run of this cell did is shown once you have answered the question about it.',
    uncover: 'Show it now'
  },

  solution: {
    fold: 'Solution (show)',
    unfold: 'Solution (hide)',
    hint: 'While it is folded it is not run.',
    none: 'The solution is not in this copy.'
  },

  check: {
    label: 'Check',
    passed: 'Passed',
    notYet: 'Not yet: what is missing stands below. Change your code, run it, and run this check again.',
    before: 'Passed before'
  },

  handout: {
    title: 'Handout',
    about: 'A notebook for learners: questions, exercises and checks stay as they are.',
    takesOut: 'It is without:',
    outputs: (cells: number) => `the outputs of ${count(cells, 'cell', 'cells')}`,
    solutions: (solutions: number) => `what is in ${count(solutions, 'solution', 'solutions')}`,
    noSolutions: 'No cell is a solution: give those that are the tag “solution” (cell menu, Tags).',
    withoutRuns: (runs: number) => `Without kept runs too (${String(runs)})`,
    save: 'Save handout…'
  },

  course: {
    title: 'Course',
    about:
      'Chapters to read, predict, run and try out. Each opens as a copy of your own, in your documents; what you answer stays on this computer.',
    chapters: 'Chapters',
    missing: (why: string) => `The course is not here: ${why}.`,
    notBegun: 'not begun',
    questions: ({ done, of }: Done) => `${String(done)} of ${String(of)} predicted`,
    checks: ({ done, of }: Done) =>
      of === 1
        ? done === 1
          ? 'check passed'
          : 'check open'
        : `${String(done)} of ${String(of)} checks passed`,
    card: (chapters: number) => `Concurrency in ${String(chapters)} chapters`,
    cardAbout: 'Say what will happen, run it, and see what really does',
    progress: (done: number, of: number) => `${String(done)} of ${String(of)} chapters done`,
    goOn: (title: string) => `Go on with “${title}”`,
    afreshOf: (title: string) => `Start “${title}” afresh …`,
    afresh: (title: string) => `Start “${title}” afresh?`,
    afreshMeans:
      'You get a new copy of the chapter. The one that you have stays beside it under another name; its answers and passed checks are forgotten.',
    startAfresh: 'Start afresh'
  }
}

export type LearningText = typeof learningEn
