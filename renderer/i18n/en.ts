/**
 * Every string the user sees, in English, by name and by place. The other languages are typed against this one, so a
 * string missing there does not compile. Strings with holes are functions.
 */
import type { Problem } from '../../common/result'
import { codeEn } from './code.en'
import { editingEn } from './editing.en'
import { kernelMenuEn } from './kernel.en'
import { learningEn } from './learning.en'
import { linesEn } from './lines.en'
import { helpEn } from './help.en'
import { noticesEn } from './notices.en'
import { authorsEn } from './authors.en'
import { editorEn } from './editor.en'
import { compareEn } from './compare.en'
import { markdownEn } from './markdown.en'
import { outputsEn } from './outputs.en'
import { patternsEn } from './patterns.en'
import { panelEn } from './panel.en'
import { runningEn } from './running.en'
import { scopeEn } from './scope.en'
import { doctorEn } from './doctor.en'
import { browseEn } from './browse.en'
import { tabsEn } from './tabs.en'

/** Problem codes whose sentence is worth more than the message that came with them. */
type ProblemTexts = Record<Problem['code'], (problem: Problem) => string>

const problems: ProblemTexts = {
  'cannot-read': (problem) => `The file cannot be read${because(problem)}`,
  'not-a-notebook': (problem) => `This file is not a notebook${because(problem)}`,
  'unsupported-version': (problem) => `This notebook has a version that is not supported${because(problem)}`,
  'too-large': (problem) => `The file is too large${because(problem)}`,
  'cannot-write': (problem) => `The file cannot be written${because(problem)}`,
  'changed-outside': (problem) => `The file was changed by another program${because(problem)}`,
  'open-here': () =>
    'The file of that name is open in another tab. Close that one first, or choose another name.',
  'text-holds-less': () =>
    'Saved, as text: what cells printed, pinned runs, notes and pictures pasted into cells are not in the file. “Save as…” with a name that ends in .ipynb keeps them.',
  'no-python': () => 'No Python was found on this computer. Install CPython 3.9 or newer.',
  'python-too-old': (problem) => `This Python is too old: 3.9 or newer is needed${because(problem)}`,
  'kernel-did-not-start': (problem) => `The kernel did not start${because(problem)}`,
  'cannot-print': ({ detail }) => `The pages could not be made${detail === undefined ? '' : `: ${detail}`}.`,
  'folder-gone': (problem) =>
    `The notebook’s folder is no longer there${because(problem)}. Make it again, or save the notebook elsewhere.`,
  'folder-closed': (problem) =>
    `You may not enter the notebook’s folder, so no cell can run in it${because(problem)}. Have yourself given permission, or save the notebook elsewhere.`,
  'kernel-gone': (problem) => `The kernel is gone${because(problem)}`,
  'not-laid-out': ({ detail = '' }) => codeEn.notLaidOut(detail),
  'code-tools-gone': () => codeEn.toolsGone,
  'has-crashed': () => 'Gilscope, or a part of it, crashed. The report is on this computer and goes nowhere.',
  'bad-call': (problem) => `Something went wrong inside Gilscope${because(problem)}`
}

function because(problem: Problem): string {
  return `: ${problem.detail ?? problem.message}`
}

export const en = {
  app: {
    name: 'Gilscope',
    tagline: 'A Python notebook that shows what your threads, processes and tasks really do.'
  },

  editing: editingEn,
  authors: authorsEn,

  editor: editorEn,

  code: codeEn,

  outputs: outputsEn,
  markdown: markdownEn,

  notices: noticesEn,

  help: helpEn,

  lines: linesEn,

  learning: learningEn,

  tabs: tabsEn,

  browse: browseEn,

  scope: scopeEn,

  patterns: patternsEn,
  panel: panelEn,
  running: runningEn,

  kernelMenu: kernelMenuEn,

  doctor: doctorEn,

  compare: compareEn,

  welcome: {
    start: 'Start',
    newNotebook: 'New notebook',
    openFile: 'Open a file…',
    openHint: 'A notebook (.ipynb), or Markdown or text with code in it',
    recent: 'Recent',
    noRecent: 'Files you open will be listed here.',
    examples: 'Examples',
    version: (version: string, electron: string) => `Gilscope ${version} · Electron ${electron}`
  },

  toolbar: {
    label: 'Notebook tools',
    close: 'Close notebook',
    save: 'Save',
    add: 'Add cell',
    run: 'Run cell',
    runAll: 'Run all',
    interrupt: 'Interrupt',
    restart: 'Restart',
    restartAndRunAll: 'Restart and run all',
    cellType: 'Cell type',
    console: 'Console',
    panel: 'Side panel',
    settings: 'Settings'
  },

  title: {
    windowTitle: (name: string, unsaved: boolean) => `${unsaved ? '● ' : ''}${name} – Gilscope`,
    document: 'From a document: saving makes a new notebook',
    text: 'Text file: saving keeps the cells, not their outputs',
    example: 'Example: saving makes your own copy',
    readOnly: 'Read-only: saving asks for another name',
    upgrade: 'Older format: saving upgrades it'
  },

  kernel: {
    label: 'Kernel',
    choose: 'Choose a Python',
    chooseHint: 'Another Python starts a new kernel: variables are lost.',
    searching: 'Looking for Pythons…',
    none: 'No kernel',
    noneFound: 'No Python was found on this computer.',
    freeThreaded: 'free-threaded',
    freeThreadedHint: 'Built without the global interpreter lock',
    gilOn: 'GIL on',
    gilOff: 'GIL off',
    python: (version: string) => (version === '' ? 'Python' : `Python ${version}`),
    origins: {
      named: 'chosen',
      venv: 'virtual environment',
      PATH: 'on the PATH',
      pyenv: 'pyenv',
      conda: 'conda',
      uv: 'uv',
      'python.org': 'python.org',
      store: 'Microsoft Store',
      jupyter: 'known to Jupyter',
      system: 'system',
      cache: 'downloaded',
      bundled: 'came with Gilscope'
    },
    states: {
      none: 'not started',
      starting: 'starting',
      idle: 'idle',
      busy: 'busy',
      interrupting: 'interrupting',
      stopping: 'stopping',
      dead: 'ended',
      failed: 'did not start'
    },
    startNew: 'Start a new kernel',
    died: 'The kernel ended',
    whyDied: {
      segfault: 'It crashed: it touched memory that is not its own (segmentation fault, SIGSEGV).',
      abort: 'It gave up on itself (SIGABRT), as C code does after finding its memory damaged.',
      bus: 'It crashed on a bad memory access (SIGBUS).',
      fpe: 'It crashed on an impossible calculation in C code (SIGFPE).',
      ill: 'It crashed on an instruction that this processor does not know (SIGILL).',
      killed: 'It was killed from outside (SIGKILL). The system does that when memory runs out.',
      terminated: 'It was asked to end from outside (SIGTERM).',
      signal: (signal: string) => `It was ended by the signal ${signal}.`,
      exited: (code: number) => `It ended by itself with exit code ${code}, as os._exit(${code}) does.`
    },
    lastWords: 'The last thing it wrote',
    variablesLost: 'Its variables are lost; the notebook is not.'
  },

  notebook: {
    label: 'Notebook',
    empty: 'This notebook is empty.',
    addCode: 'Code',
    addMarkdown: 'Markdown',
    insertCode: 'Insert a code cell here',
    insertMarkdown: 'Insert a Markdown cell here'
  },

  cell: {
    types: { code: 'Code', markdown: 'Markdown', raw: 'Raw' },
    label: { code: nth('Code cell'), markdown: nth('Markdown cell'), raw: nth('Raw cell') },
    source: { code: nth('Code of cell'), markdown: nth('Markdown of cell'), raw: nth('Text of cell') },
    outputs: nth('Output of cell'),
    actions: nth('Actions of cell'),
    run: 'Run this cell',
    addBelow: 'Add a cell below',
    delete: 'Delete this cell',
    moveUp: 'Move up',
    moveDown: 'Move down',
    toMarkdown: 'Make it Markdown',
    toCode: 'Make it code',
    emptyMarkdown: 'Empty Markdown cell: double-click to write',
    status: {
      saved: '',
      asked: 'waiting',
      running: 'running',
      done: 'finished',
      failed: 'failed',
      interrupted: 'interrupted',
      aborted: 'not run',
      died: 'died'
    },
    abortedHint:
      'It was not run: a cell before it failed, it was taken out of the queue, or the kernel was stopped first.',
    took: 'Time it took'
  },

  dialogs: {
    cancel: 'Cancel',
    close: 'Close',
    restart: 'Restart the kernel?',
    restartAbout: 'All variables will be lost. The notebook and its outputs stay.',
    restartAndRunAll: 'Restart the kernel and run all cells?',
    keys: 'Keyboard shortcuts',
    keysCommand: 'With a cell selected',
    keysEdit: 'While editing',
    keysBoth: 'Always'
  },

  console: {
    hide: 'Hide the console',
    resize: 'Height of the console'
  },

  settings: {
    label: 'Settings',
    language: 'Language',
    theme: 'Theme',
    languages: { system: 'System', en: 'English', zh: '简体中文' },
    themes: { system: 'System', light: 'Light', dark: 'Dark' }
  },

  problems: {
    label: 'Problems',
    dismiss: 'Dismiss',
    notOpened: 'The file was not opened',
    notSaved: 'The notebook was not saved. It is whole here, and still unsaved.',
    notExported: 'The notebook was not exported',
    notKept: 'No copy of the unsaved work can be kept for the case of a crash. Save soon.',
    saveElsewhere: 'Save elsewhere…',
    showCrashes: 'Show the report',
    of: problems
  }
}

/** `nth('Code cell')(3)` is `Code cell 3`: cells are counted from one, as people do. */
function nth(what: string): (number: number) => string {
  return (number) => `${what} ${number}`
}

export type Text = typeof en
