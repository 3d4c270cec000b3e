/** The notebook's folder as a tree: what can be opened opens in a tab. */
import { useCallback, useEffect, useState } from 'react'
import type { FolderEntry, FolderListing } from '../../common/ipc'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { useApp, useIntents, useOpen } from '../state/app'
import { useShallow } from 'zustand/react/shallow'
import { allOpen } from '../state/tabs'
import { withTurned } from '../state/turned'
import { Tree, type TreeRow } from './Tree'

/** What is known of a folder: it is being looked at, or cannot be. */
type Known = FolderListing | 'looking' | 'failed'

/** A folder's key is the names that lead to it from the notebook's own, whose key is empty. */
const keyOf = (names: readonly string[]): string => names.join('/')

export function FilesTab() {
  const words = useText().browse.files
  const intents = useIntents()
  const notebook = useOpen((open) => open.id)
  const path = useOpen((open) => open.path)
  const openPaths = useApp(useShallow((state) => allOpen(state).map((open) => open.path)))
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map())
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(['']))

  const look = useCallback(
    (key: string): Promise<void> =>
      intents.listFolder(notebook, key === '' ? [] : key.split('/')).then((answer) => {
        setKnown((before) => new Map(before).set(key, answer.ok ? answer.value : 'failed'))
      }),
    [intents, notebook]
  )

  const refresh = useCallback(() => {
    for (const key of opened) void look(key)
  }, [look, opened])

  // A folder that opens is looked at, all of them when the user comes back, and when the notebook has moved elsewhere.
  useEffect(() => {
    refresh()
    window.addEventListener('focus', refresh)
    return () => window.removeEventListener('focus', refresh)
  }, [refresh, path])

  const root = known.get('') ?? 'looking'
  const rows = typeof root === 'string' ? [] : rowsOf(root, [])

  function rowsOf(listing: FolderListing, above: readonly string[]): TreeRow[] {
    const depth = above.length
    const rows = listing.entries.flatMap((entry): TreeRow[] => {
      const names = [...above, entry.name]
      const key = keyOf(names)
      const below = known.get(key) ?? 'looking'
      const isOpen = opened.has(key)
      if (entry.kind !== 'folder') return [fileRow(entry, key, depth)]
      const row = { ...{ key, depth, name: entry.name, isOpen }, icon: 'open' } as const
      if (!isOpen) return [row]
      if (typeof below !== 'string') return [row, ...rowsOf(below, names)]
      return [row, noteRow(`${key}/`, depth + 1, below === 'looking' ? words.looking : words.failed)]
    })
    if (listing.more > 0) rows.push(noteRow(`${keyOf(above)}/more`, depth, words.more(listing.more)))
    if (rows.length === 0) rows.push(noteRow(`${keyOf(above)}/none`, depth, words.none))
    return rows
  }

  function fileRow(entry: FolderEntry, key: string, depth: number): TreeRow {
    const isOther = entry.kind === 'other'
    const isShown = openPaths.includes(entry.path)
    return {
      ...{ key, depth, name: entry.name, isDisabled: isOther, isCurrent: entry.path === path },
      icon: entry.kind === 'notebook' ? 'notebook' : 'file',
      hint: isOther ? `${entry.name}: ${words.cannotOpen}` : entry.path,
      mark: isShown && <span className="files-open" role="img" aria-label={words.open} title={words.open} />
    }
  }

  return (
    <>
      <div className="files-head">
        <span className="files-folder" title={typeof root === 'string' ? undefined : root.path}>
          {typeof root === 'string' ? '' : folderName(root.path)}
        </span>
        <IconButton icon="restart" name={words.refresh} onClick={refresh} />
      </div>
      {typeof root === 'string' ? (
        <p className="panel-none">{root === 'looking' ? words.looking : words.failed}</p>
      ) : (
        <Tree
          {...{ label: words.label, rows }}
          onChoose={(key) => {
            const entry = entryAt(known, key)
            if (entry?.kind === 'folder') setOpened((before) => withTurned(before, key))
            else if (entry !== null) void intents.openFile(entry.path)
          }}
          onTurn={(key) => setOpened((before) => withTurned(before, key))}
        />
      )}
    </>
  )
}

function noteRow(key: string, depth: number, name: string): TreeRow {
  return { key, depth, name, isDisabled: true }
}

function entryAt(known: ReadonlyMap<string, Known>, key: string): FolderEntry | null {
  const names = key.split('/')
  const listing = known.get(keyOf(names.slice(0, -1)))
  if (listing === undefined || typeof listing === 'string') return null
  return listing.entries.find(({ name }) => name === names.at(-1)) ?? null
}

function folderName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path
}
