/** The strings of the panel left of the notebook (contents, files), in English; part of `en.ts`. */
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
