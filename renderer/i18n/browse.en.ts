/** The strings of the panel left of the notebook (contents, files), of teach mode and of files open elsewhere, in English; part of `en.ts`. */
export const browseEn = {
  label: 'Contents and files',
  hide: 'Hide contents and files',
  resize: 'Width of contents and files',
  tabs: { contents: 'Contents', files: 'Files' },

  contents: {
    label: 'Headings of this notebook',
    none: 'This notebook has no headings.',
    noneHint:
      'A line in a Markdown cell that begins with # is a heading: it is listed here, with what is below it.',
    running: 'a cell of it is running',
    failed: 'a cell of it failed'
  },

  teach: {
    enter: 'Teach mode',
    label: 'Teach mode',
    previous: 'Section before',
    next: 'Next section',
    place: (section: number, of: number) => `${section} of ${of}`,
    leave: 'Leave',
    timeline: 'What the last run did',
    nothing: 'Run a cell (Shift+Enter): what its threads, processes and tasks do is drawn here.'
  },

  printing: 'Making the pages…',

  elsewhere: {
    title: 'This file is open in another Gilscope too.',
    means:
      'Whoever saves second is asked before anything of the other is replaced. Better to go on in one of them.',
    know: 'I know'
  },

  files: {
    label: 'Files beside this notebook',
    refresh: 'Look again',
    looking: 'Looking…',
    none: 'Nothing here.',
    more: (count: number) => `and ${count} more, not listed`,
    failed: 'This folder cannot be read.',
    open: 'open',
    cannotOpen: 'cannot be opened here'
  }
}

export type BrowseText = typeof browseEn
