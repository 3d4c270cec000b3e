/** The formats as the system's dialogs offer them: files to open, and what to save as. */
import type { FileKind } from '../../common/fileFormats'
import type { Words } from '../words/en'

interface Filter {
  name: string
  extensions: string[]
}

/** The page that opens has the formats of notebooks first; a script is one too, if it has marks of cells or not. */
export function openFilters(words: Words): Filter[] {
  const [markdown, myst, script] = [['md', 'markdown', 'txt'], ['myst', 'mystnb', 'mnb'], ['py']]
  return [
    { name: words.notebooksAndDocuments, extensions: ['ipynb', ...markdown, ...myst, ...script] },
    { name: words.notebooks, extensions: ['ipynb'] },
    { name: words.documents, extensions: [...markdown, ...myst] },
    { name: words.scripts, extensions: script },
    { name: words.allFiles, extensions: ['*'] }
  ]
}

/** What can be saved, the format that the notebook has first. */
export function formatFilters(words: Words, has: FileKind | null): Filter[] {
  const all: [FileKind, Filter][] = [
    ['ipynb', { name: words.notebook, extensions: ['ipynb'] }],
    ['markdown', { name: words.markdown, extensions: ['md'] }],
    ['myst', { name: words.myst, extensions: has === 'myst' ? ['md', 'myst'] : ['myst'] }],
    ['percent', { name: words.script, extensions: ['py'] }]
  ]
  // A MyST notebook stays one as `.md`.
  const offered = all.filter(([kind]) => has !== 'myst' || kind !== 'markdown')
  return [...offered].sort(([a], [b]) => Number(b === has) - Number(a === has)).map(([, filter]) => filter)
}
