/** A cell's tags, which Jupyter's tools act on, and its metadata as JSON; pinned runs stay as they are, and are only counted. */
import { useState } from 'react'
import type { CellId } from '../../common/brands'
import { isObject } from '../../common/json'
import { tagsOf, type JsonObject } from '../../common/notebook'
import { pinsOf, withoutPins, withPinsOf } from '../../common/pins'
import { useText } from '../i18n/text'
import { useCell, useIntents, useOpen } from '../state/app'
import { without } from '../state/metadata'
import { Icon } from './icons'
import { Modal } from './Modal'

export function MetadataDialog({ cell }: { readonly cell: CellId }) {
  const { editing, dialogs } = useText()
  const words = editing.metadata
  const intents = useIntents()
  const before = useCell(cell).metadata
  const number = useOpen((open) => open.notebook.order.indexOf(cell) + 1)
  const pins = pinsOf(before).length
  const [text, setText] = useState(() =>
    JSON.stringify(pins > 0 ? withoutPins(before) : before, undefined, 2)
  )
  const parsed = parse(text)
  const tags = parsed.metadata === null ? [] : tagsOf(parsed.metadata)

  function setTags(next: readonly string[]): void {
    if (parsed.metadata === null) return
    const rest = without(parsed.metadata, 'tags')
    setText(JSON.stringify(next.length === 0 ? rest : { ...rest, tags: next }, undefined, 2))
  }

  return (
    <Modal title={words.title(number)}>
      <form
        className="metadata-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (parsed.metadata === null) return
          intents.setMetadata(cell, pins > 0 ? withPinsOf(before, parsed.metadata) : parsed.metadata)
          intents.show(null)
        }}
      >
        <h3>{words.tags}</h3>
        <Tags tags={tags} isDisabled={parsed.metadata === null} onChange={setTags} />
        <label>
          <span className="form-label">{words.json}</span>
          <textarea
            className="metadata-json"
            spellCheck={false}
            rows={Math.min(16, Math.max(6, text.split('\n').length))}
            value={text}
            aria-invalid={parsed.metadata === null}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {pins > 0 && <p className="quiet">{words.pins(pins)}</p>}
        {parsed.metadata === null && (
          <p className="form-problem" role="alert">
            {words.wrong(parsed.why)}
          </p>
        )}
        <div className="modal-buttons">
          <button type="button" className="button" onClick={() => intents.show(null)}>
            {dialogs.cancel}
          </button>
          <button type="submit" className="button main" disabled={parsed.metadata === null}>
            {words.save}
          </button>
        </div>
      </form>
    </Modal>
  )
}

interface TagsProps {
  readonly tags: readonly string[]
  readonly isDisabled: boolean
  readonly onChange: (tags: readonly string[]) => void
}

function Tags({ tags, isDisabled, onChange }: TagsProps) {
  const words = useText().editing.metadata
  const [fresh, setFresh] = useState('')
  function add(): void {
    const tag = fresh.trim()
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag])
    setFresh('')
  }
  return (
    <div className="tags">
      {tags.length === 0 && <span className="quiet">{words.noTags}</span>}
      {tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
          <button
            type="button"
            aria-label={words.removeTag(tag)}
            title={words.removeTag(tag)}
            onClick={() => onChange(tags.filter((each) => each !== tag))}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <input
        className="tag-field"
        aria-label={words.newTag}
        placeholder={words.newTag}
        value={fresh}
        disabled={isDisabled}
        onChange={(event) => setFresh(event.target.value)}
        onKeyDown={(event) => {
          // In a form Enter would apply it all.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      <button type="button" className="button" disabled={isDisabled || fresh.trim() === ''} onClick={add}>
        {words.addTag}
      </button>
    </div>
  )
}

type Parsed = { readonly metadata: JsonObject } | { readonly metadata: null; readonly why: string }

function parse(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { metadata: value } : { metadata: null, why: text.trim().slice(0, 40) }
  } catch (error) {
    return { metadata: null, why: (error as SyntaxError).message }
  }
}
