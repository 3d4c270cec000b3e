/** Below a cell whose kernel died while it ran: how it died, and the way on. */
import type { Death } from '../../common/session'
import { useText, type Text } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'

const SIGNALS = {
  SIGSEGV: 'segfault',
  SIGABRT: 'abort',
  SIGBUS: 'bus',
  SIGFPE: 'fpe',
  SIGILL: 'ill',
  SIGKILL: 'killed',
  SIGTERM: 'terminated'
} as const

/** How a kernel ended, in words. */
export function deathInWords({ exitCode, signal }: Death, words: Text): string {
  const { whyDied } = words.kernel
  if (signal === null) return whyDied.exited(exitCode ?? 0)
  return signal in SIGNALS ? whyDied[SIGNALS[signal as keyof typeof SIGNALS]] : whyDied.signal(signal)
}

export function DeathNotice({ death }: { readonly death: Death }) {
  const words = useText()
  const intents = useIntents()
  const isDead = useOpen((open) => open.kernel.status === 'dead')
  return (
    <div className="banner bad" role="alert">
      <Icon name="dead" />
      <div className="banner-words">
        <strong>{words.kernel.died}</strong>
        <p>{deathInWords(death, words)}</p>
        <p>{words.kernel.variablesLost}</p>
      </div>
      {isDead && (
        <button className="button" onClick={() => void intents.startKernel(null)}>
          {words.kernel.startNew}
        </button>
      )}
    </div>
  )
}
