/** What this machine has of what Gilscope needs: a line a check, and what to do where something is missing. */
import { useEffect, useState } from 'react'
import { asText, judge } from '../../common/doctor/judge'
import type { Facts } from '../../common/doctor/facts'
import type { Level, Line } from '../../common/doctor/line'
import type { DoctorWords } from '../../common/doctor/words.en'
import { useText } from '../i18n/text'
import { Icon, type IconName } from '../shell/icons'
import { Modal } from '../shell/Modal'
import { useIntents } from '../state/app'
import { drawsChinese } from './drawsChinese'
import './doctor.css'

export function DoctorDialog() {
  const { doctor, dialogs } = useText()
  const intents = useIntents()
  const [facts, setFacts] = useState<Facts | null>(null)
  const [asked, setAsked] = useState(0)
  const [isCopied, setCopied] = useState(false)

  useEffect(() => {
    let isOld = false
    void intents.lookAtSetup().then((found) => {
      if (!isOld) setFacts({ ...found, fonts: { chinese: drawsChinese(document) ? '' : null } })
    })
    return () => {
      isOld = true
    }
  }, [intents, asked])

  const lines = facts === null ? null : judge(facts, doctor.words)
  return (
    <Modal title={doctor.title} className="doctor">
      <p className="doctor-summary" role="status">
        {lines === null ? doctor.looking : doctor.summaryOf(lines)}
      </p>
      {/* The keyboard scrolls it. */}
      <ul className="doctor-lines" tabIndex={0} aria-label={doctor.title} aria-busy={lines === null}>
        {lines?.map((line) => (
          <DoctorLine key={`${line.check} ${line.finding} ${line.says}`} line={line} words={doctor.words} />
        ))}
      </ul>
      <div className="modal-buttons">
        <button
          className="button"
          disabled={lines === null}
          onClick={() => {
            setFacts(null)
            setCopied(false)
            setAsked(asked + 1)
          }}
        >
          {doctor.again}
        </button>
        <button
          className="button"
          disabled={lines === null}
          onClick={() => {
            if (lines === null) return
            void intents.copyText(asText(lines, doctor.words)).then(() => setCopied(true))
          }}
        >
          {isCopied ? doctor.copied : doctor.copy}
        </button>
        <button className="button main" onClick={() => intents.show(null)}>
          {dialogs.close}
        </button>
      </div>
    </Modal>
  )
}

const ICONS: Record<Level, IconName> = { green: 'check', yellow: 'warning', red: 'dead' }

function DoctorLine({ line, words }: { readonly line: Line; readonly words: DoctorWords }) {
  const { check, level, says, todo, more } = line
  return (
    <li className={`doctor-line ${level}`}>
      <Icon name={ICONS[level]} />
      <div>
        <span className="unseen">{words.levels[level]}</span>
        <strong>{words.checks[check]}</strong>
        <p>{says}</p>
        {todo !== null && <p className="doctor-todo">{todo}</p>}
        {more.length > 0 && (
          <details open={level === 'red'}>
            <summary>{words.more}</summary>
            {more.map((each) => (
              <div className="doctor-more" key={each}>
                {each}
              </div>
            ))}
          </details>
        )}
      </div>
    </li>
  )
}
