/** A cell's notes below its line: also while the timeline is closed, and when the run they are about is long gone. */
import { useMemo, useRef, useState } from 'react'
import type { CellId, RunId } from '../../common/brands'
import { notesOf, type Note } from '../../common/notes'
import { useText } from '../i18n/text'
import { stayInCell } from '../notebook/stayInCell'
import { IconButton } from '../shell/IconButton'
import { useCell, useIntents } from '../state/app'
import { NoteForm } from './NoteForm'

export interface NotesListProps {
  readonly cell: CellId
  /** The run whose timeline is there, if one is. */
  readonly run: RunId | null
}

export function NotesList({ cell, run }: NotesListProps) {
  const words = useText()
  const intents = useIntents()
  const { metadata } = useCell(cell)
  const notes = useMemo(() => notesOf(metadata), [metadata])
  const [changing, setChanging] = useState<Note | null>(null)
  const list = useRef<HTMLUListElement>(null)
  if (notes.length === 0) return null
  const { tracks, notes: said } = words.scope

  function keep(now: readonly Note[]): void {
    stayInCell(list.current)
    intents.changeNotes(cell, now)
    setChanging(null)
  }

  function giveUp(): void {
    stayInCell(list.current)
    setChanging(null)
  }

  return (
    <ul ref={list} className="notes" aria-label={tracks.notes}>
      {notes.map((note, i) => (
        <li key={i} className={note.run === run ? 'note' : 'note earlier'}>
          <span className="note-time" title={run === null || note.run === run ? undefined : said.earlier}>
            {said.when(tracks.duration(note.from), tracks.duration(note.to))}
          </span>
          {changing === note ? (
            <NoteForm
              text={note.text}
              label={said.change}
              onGiveUp={giveUp}
              onKeep={(text) => keep(notes.with(i, { ...note, text }))}
            />
          ) : (
            <>
              <span className="note-text">{note.text}</span>
              <span className="note-actions">
                <IconButton icon="edit" name={said.change} onClick={() => setChanging(note)} />
                <IconButton icon="delete" name={said.remove} onClick={() => keep(notes.toSpliced(i, 1))} />
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
