/** Which Pythons there are, whether one runs as a kernel, and how much of it can be seen. */
import type { Interpreter } from '../session'
import { reasonOf } from '../trace/tierReasons'
import { isKnown, type Fact, type SystemFacts, type TrialFacts } from './facts'
import { installCommand } from './install'
import type { Line, Pen } from './line'
import type { DoctorWords } from './words.en'

/** Made by somebody for the notebook, or chosen: if such a one is broken it should be mended, not passed over. */
const MEANT: readonly Interpreter['origin'][] = ['venv', 'conda', 'named']

export function judgePython(
  found: readonly Interpreter[],
  system: Fact<SystemFacts>,
  pen: Pen
): readonly Line[] {
  const more = found.map((one) => described(one, pen.words))
  const line = lineOfPythons(found, system, pen)
  return [{ ...line, more }]
}

function lineOfPythons(found: readonly Interpreter[], system: Fact<SystemFacts>, pen: Pen): Line {
  const usable = found.filter(({ unusable }) => unusable === undefined)
  const [best] = usable
  if (best === undefined) return lineOfNone(found, system, pen)
  const broken = found.find(
    ({ origin, unusable }) => unusable?.code === 'no-python' && MEANT.includes(origin)
  )
  if (broken) return pen.line('python', 'yellow', 'brokenEnvironment', broken.path, prefixOf(broken.path))
  return pen.line('python', 'green', 'pythons', usable.length, nameOf(best))
}

function lineOfNone(found: readonly Interpreter[], system: Fact<SystemFacts>, pen: Pen): Line {
  const [newest] = found
    .flatMap(({ version }) => (version === '' ? [] : [version]))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  if (newest !== undefined) return pen.line('python', 'red', 'onlyOld', newest)
  if (found[0] !== undefined) return pen.line('python', 'red', 'onlyBroken', found[0].path)
  const command = isKnown(system) ? installCommand(system.family, 'python') : null
  return pen.line('python', 'red', 'noPython', command)
}

/** The environment's folder, of the Python in its `bin` or `Scripts`. */
function prefixOf(path: string): string {
  return path
    .split(/[\\/]/)
    .slice(0, -2)
    .join(path.includes('\\') ? '\\' : '/')
}

/** `3.13.0t`: a build without the GIL has a `t`, as its program's name does. */
function nameOf({ path, version, freeThreaded }: Interpreter): string {
  return version === '' ? path : `${version}${freeThreaded ? 't' : ''}`
}

function described(one: Interpreter, words: DoctorWords): string {
  const { path, version, freeThreaded, unusable } = one
  const gil = freeThreaded ? words.noGil : words.gil
  const how = unusable ? words.unusable[unusable.code === 'python-too-old' ? 'old' : 'other'] : gil
  return [version === '' ? null : nameOf(one), path, how].filter((part) => part !== null).join(' · ')
}

export function judgeTrial(trial: TrialFacts, pen: Pen): readonly Line[] {
  switch (trial.outcome) {
    case 'none':
      return [pen.line('kernel', 'yellow', 'kernelUntried')]
    case 'failed': {
      const more = [trial.problem, ...trial.words.split('\n')].filter((line) => line.trim() !== '')
      return [{ ...pen.line('kernel', 'red', 'kernelFailed', trial.path), more }]
    }
    case 'ran':
      return [pen.line('kernel', 'green', 'kernelRan', trial.version, trial.ms)]
  }
}

export function judgeScope(trial: TrialFacts, system: Fact<SystemFacts>, pen: Pen): readonly Line[] {
  if (trial.outcome !== 'ran') return [pen.line('scope', 'yellow', 'scopeUntried')]
  switch (trial.tier) {
    case 'exact':
      return [pen.line('scope', 'green', 'exact', trial.version)]
    case 'no-gil':
      return [pen.line('scope', 'green', 'noGilToSee', trial.version)]
    case 'portable':
      return reasonOf(trial.reason)?.reason === 'noWatcher'
        ? [pen.line('scope', 'yellow', 'noWatcher', pen.words.tierReason(trial.reason))]
        : [pen.line('scope', 'yellow', 'otherSystem', platformName(system))]
    case 'os':
      return [whyUnseen(trial, system, pen)]
    case null:
      return [pen.line('scope', 'yellow', 'scopeFailed')]
  }
}

function whyUnseen(trial: TrialFacts & { outcome: 'ran' }, system: Fact<SystemFacts>, pen: Pen): Line {
  const known = reasonOf(trial.reason)
  switch (known?.reason) {
    case 'nobody':
      return pen.line('scope', 'yellow', 'yamaNobody')
    case 'capability':
      return pen.line('scope', 'yellow', 'yamaCapability')
    case 'unknownLayout':
      return pen.line('scope', 'yellow', 'newPython', known.what)
    case 'ancestors':
    case 'unreadable': {
      const { isProgramReadable, isDumpable } = trial.access
      if (!isProgramReadable) return pen.line('scope', 'yellow', 'sealedProgram', trial.path)
      if (isDumpable === false) return pen.line('scope', 'yellow', 'sealedProcess', trial.path)
      if (known.reason === 'ancestors') return pen.line('scope', 'yellow', 'yamaAncestors')
      const container = isKnown(system) ? system.container : null
      if (container !== null) return pen.line('scope', 'yellow', 'container', container)
      return pen.line('scope', 'yellow', 'otherUser')
    }
    default:
      return pen.line('scope', 'yellow', 'unseen', pen.words.tierReason(trial.reason))
  }
}

const PLATFORMS: Readonly<Record<string, string>> = { darwin: 'macOS', win32: 'Windows' }

function platformName(system: Fact<SystemFacts>): string {
  const platform = isKnown(system) ? system.platform : ''
  return PLATFORMS[platform] ?? platform
}
