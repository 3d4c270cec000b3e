/** Above the cells: a kernel that did not start, or that ended while no cell ran (where no cell can tell it). */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'
import { deathInWords } from './DeathNotice'

export function KernelNotice() {
  const words = useText()
  const intents = useIntents()
  const kernel = useOpen((open) => open.kernel)
  const isTold = useOpen((open) => open.isDeathTold)
  if (kernel.status !== 'failed' && (kernel.status !== 'dead' || isTold)) return null
  const isDead = kernel.status === 'dead'
  return (
    <div className="banner bad" role="alert">
      <Icon name="dead" />
      <div className="banner-words">
        <strong>{isDead ? words.kernel.died : words.problems.of[kernel.problem.code](kernel.problem)}</strong>
        {isDead && (
          <>
            <p>{deathInWords(kernel.death, words)}</p>
            <p>{words.kernel.variablesLost}</p>
          </>
        )}
        {isDead && kernel.lastWords.trim() !== '' && (
          <details>
            <summary>{words.kernel.lastWords}</summary>
            <pre className="code-text">{kernel.lastWords}</pre>
          </details>
        )}
      </div>
      {!isDead && (
        <button className="button" onClick={() => intents.show({ kind: 'doctor' })}>
          {words.doctor.link}
        </button>
      )}
      <button className="button" onClick={() => void intents.startKernel(null)}>
        {words.kernel.startNew}
      </button>
    </div>
  )
}
