/** Which Python runs the cells and how it is; what can be changed of that; and the choice of another Python. */
import type { Interpreter, KernelState } from '../../common/session'
import { useText, type Text } from '../i18n/text'
import { useApp, useIntents, useOpen } from '../state/app'
import { seesCells } from '../state/notebook'
import { Icon } from './icons'
import { KernelFacts } from './KernelFacts'
import { ChildrenSeeCells, SlowMotion, slowMotion } from './KernelSwitches'
import { Popup } from './Popup'
import './kernelMenu.css'

export function KernelMenu() {
  const words = useText()
  const intents = useIntents()
  const kernel = useOpen((open) => open.kernel)
  const interpreters = useApp((state) => state.interpreters)
  const used = interpreterOf(kernel)
  const name = kernelName(kernel, words)
  const state = words.kernel.states[kernel.status]
  const info = 'info' in kernel ? kernel.info : null
  const slow = slowMotion(info)
  const areCellsSeen = useOpen(({ notebook }) => seesCells(notebook))
  const badges = [
    ...(slow === null ? [] : [words.kernelMenu.slow.badge(words.kernelMenu.time(slow))]),
    ...(areCellsSeen ? [] : [words.kernelMenu.children.badge])
  ]
  return (
    <>
      <Popup
        name={words.kernel.label}
        isNamedByFace
        className="kernel-button"
        panelClassName="kernel-menu"
        onOpen={() => void intents.findInterpreters()}
        face={
          <>
            <span className="unseen">{words.kernel.label}</span>
            <span className={`kernel-dot ${kernel.status}`} />
            <span className="kernel-name">{name}</span>
            <span className="kernel-state">{state}</span>
            {badges.map((badge) => (
              <span className="kernel-badge" key={badge}>
                {badge}
              </span>
            ))}
            <Icon name="chevron" />
          </>
        }
      >
        {info !== null && <KernelFacts info={info} />}
        <SlowMotion info={info} />
        <ChildrenSeeCells />
        <h2>{words.kernel.choose}</h2>
        <p className="quiet">{words.kernel.chooseHint}</p>
        {interpreters === null && <p className="quiet">{words.kernel.searching}</p>}
        {interpreters?.length === 0 && <p>{words.kernel.noneFound}</p>}
        <div className="interpreters">
          {interpreters?.map((each) => (
            <InterpreterChoice key={each.path} interpreter={each} isUsed={each.path === used?.path} />
          ))}
        </div>
        <button
          className="text-link"
          onClick={(event) => {
            event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
            intents.show({ kind: 'doctor' })
          }}
        >
          {words.doctor.link}
        </button>
      </Popup>
      <span className="unseen" role="status" aria-label={words.kernel.label}>
        {[`${name}: ${state}`, ...badges].join(', ')}
      </span>
    </>
  )
}

function InterpreterChoice({
  interpreter,
  isUsed
}: {
  readonly interpreter: Interpreter
  readonly isUsed: boolean
}) {
  const words = useText()
  const intents = useIntents()
  const { path, version, freeThreaded, origin, kernelspec, unusable } = interpreter
  return (
    <button
      className="interpreter"
      disabled={unusable !== undefined}
      aria-current={isUsed || undefined}
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        void intents.startKernel(path)
      }}
    >
      <span className="interpreter-mark">{isUsed && <Icon name="check" />}</span>
      <span className="interpreter-name">
        {words.kernel.python(version)}
        {freeThreaded && (
          <span className="badge" title={words.kernel.freeThreadedHint}>
            {words.kernel.freeThreaded}
          </span>
        )}
        {unusable === undefined && (
          <span className="interpreter-gil">{freeThreaded ? words.kernel.gilOff : words.kernel.gilOn}</span>
        )}
      </span>
      <span className="interpreter-origin">
        {[kernelspec?.display_name, words.kernel.origins[origin]].filter(Boolean).join(' · ')}
      </span>
      <span className="interpreter-path">{path}</span>
      {unusable !== undefined && (
        <span className="interpreter-problem">{words.problems.of[unusable.code](unusable)}</span>
      )}
    </button>
  )
}

function interpreterOf(kernel: KernelState): Interpreter | null {
  return kernel.status === 'none' ? null : kernel.interpreter
}

/** `Python 3.13.0`, and for builds that can do without the GIL whether it is on. */
function kernelName(kernel: KernelState, words: Text): string {
  const interpreter = interpreterOf(kernel)
  if (interpreter === null) return words.kernel.none
  const info = 'info' in kernel ? kernel.info : null
  const name = words.kernel.python(info?.version ?? interpreter.version)
  if (!interpreter.freeThreaded) return name
  if (info === null) return `${name} · ${words.kernel.freeThreaded}`
  return `${name} · ${info.gil ? words.kernel.gilOn : words.kernel.gilOff}`
}
