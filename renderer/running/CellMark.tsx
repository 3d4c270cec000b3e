/** In the gutter of a cell that is out of date or out of order: one small mark, which says why and leads to the remedy. */
import type { CellId } from '../../common/brands'
import { useText, type Text } from '../i18n/text'
import { Icon, type IconName } from '../shell/icons'
import { MenuItem } from '../shell/MenuItem'
import { Popup } from '../shell/Popup'
import { useIntents, useOpen } from '../state/app'
import type { Finding } from '../state/findings'

/** What one would want to know first comes first. */
const LOOKS: readonly {
  readonly kinds: readonly Finding['kind'][]
  readonly icon: IconName
  readonly look: string
}[] = [
  { kinds: ['below', 'gone'], icon: 'warning', look: 'out-of-order' },
  { kinds: ['stale', 'staleBy'], icon: 'stale', look: 'stale' },
  { kinds: ['changed'], icon: 'edit', look: 'changed' }
]

export function CellMark({ id }: { readonly id: CellId }) {
  const findings = useOpen((open) => open.findings.get(id))
  return findings === undefined ? null : <Mark id={id} findings={findings} />
}

function Mark({ id, findings }: { readonly id: CellId; readonly findings: readonly Finding[] }) {
  const words = useText()
  const intents = useIntents()
  const order = useOpen((open) => open.notebook.order)
  const number = (cell: CellId): number => order.indexOf(cell) + 1
  const sentences = findings.map((finding) => findingInWords(finding, number, words.running.marks))
  const look = LOOKS.find(({ kinds }) => findings.some(({ kind }) => kinds.includes(kind)))
  const others = new Set(findings.flatMap((finding) => ('by' in finding ? [finding.by] : [])))
  if (look === undefined) return null
  return (
    <Popup
      name={sentences.join(' ')}
      className={`icon-button cell-mark ${look.look}`}
      panelClassName="cell-mark-panel"
      face={<Icon name={look.icon} />}
    >
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className="menu">
        <MenuItem name={words.running.marks.runIt} onClick={() => intents.run([id])} />
        {[...others].map((cell) => (
          <MenuItem
            key={cell}
            name={words.running.goTo(number(cell))}
            onClick={() => intents.goToCell(cell)}
          />
        ))}
      </div>
    </Popup>
  )
}

function findingInWords(
  finding: Finding,
  number: (cell: CellId) => number,
  words: Text['running']['marks']
): string {
  switch (finding.kind) {
    case 'changed':
      return words.changed
    case 'gone':
      return words.gone(finding.name)
    default:
      return words[finding.kind](finding.name, number(finding.by))
  }
}
