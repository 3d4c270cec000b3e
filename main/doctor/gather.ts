/**
 * Finds out what `common/doctor` judges. Whatever is broken on a machine is what this is for, so nothing in here may throw,
 * and nothing may take for ever: what cannot be found out in time becomes a fact of its own.
 */
import type { Fact, Facts, DisplayFacts, SandboxFacts } from '../../common/doctor/facts'
import { isKnown } from '../../common/doctor/facts'
import { findInterpreters } from '../kernel/interpreters'
import { realTerminals } from '../kernel/pty'
import { coresOf } from './cores'
import { displayOf } from './display'
import { fontsOf } from './fonts'
import { foldersOf } from './folders'
import { canMakeNamespaces, isRestricted } from './sandbox'
import { systemOf } from './system'
import { tryKernel, type TrialPlace } from './tryKernel'

/** For looking at files, and asking small programs. */
const LOOK_MS = 15_000
/** A kernel may take 30 s to start on a slow disk, and is given up after that. */
const TRIAL_MS = 60_000

export interface Surroundings extends TrialPlace {
  readonly version: string
  readonly runtime: string
  /** The folder whose environments come first. */
  readonly folder: string
  /** Where the app keeps settings and unsaved work. */
  readonly dataFolder: string
  /** Chromium's helper, where it would be. */
  readonly sandboxHelper: string | null
  /** The window that asks has a display, and may have a sandbox; null on the command line. */
  readonly window: { readonly isSandboxed: boolean } | null
}

export async function gatherFacts(around: Surroundings): Promise<Facts> {
  const { folder, version, runtime, dataFolder } = around
  const found = within(LOOK_MS, () => findInterpreters({ folder }))
  // Not with an environment beside the notebook: that is run once its user trusts it, and not because somebody looked.
  const trial = within(LOOK_MS, () => findInterpreters({ folder: null })).then((known) =>
    within(TRIAL_MS, (signal) => tryKernel(isKnown(known) ? known : [], around, signal))
  )
  const [interpreters, tried, system, cores, terminal, fonts, folders, display, sandbox] = await Promise.all([
    found,
    trial,
    within(LOOK_MS, () => systemOf(version, runtime)),
    within(LOOK_MS, () => coresOf()),
    within(LOOK_MS, () => Promise.resolve({ opens: opensTerminal() })),
    within(LOOK_MS, () => fontsOf()),
    within(LOOK_MS, () => foldersOf(dataFolder)),
    within(LOOK_MS, () => displayFacts(around)),
    within(LOOK_MS, () => sandboxFacts(around))
  ])
  return { interpreters, trial: tried, system, cores, terminal, fonts, folders, display, sandbox }
}

/** The fact, or why it is not known: because it took too long, or because finding it out failed. */
export async function within<T extends object>(
  ms: number,
  find: (signal: AbortSignal) => Promise<T>
): Promise<Fact<T>> {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Fact<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve({ unknown: `no answer within ${ms / 1000} s` })
      late.abort()
    }, ms)
  })
  try {
    return await Promise.race([find(late.signal), tooLate])
  } catch (problem) {
    return { unknown: problem instanceof Error ? problem.message : String(problem) }
  } finally {
    clearTimeout(timer)
  }
}

/** Windows has them when a kernel runs: there they are made with it. */
function opensTerminal(): boolean {
  if (process.platform === 'win32') return true
  const terminal = realTerminals.open(80, 24)
  terminal?.close()
  return terminal !== null
}

async function displayFacts({ window }: Surroundings): Promise<DisplayFacts> {
  const display = await displayOf(process.env, process.platform)
  return window === null ? display : { name: display.name ?? '', answers: true }
}

async function sandboxFacts({ window, sandboxHelper }: Surroundings): Promise<SandboxFacts> {
  return {
    isOn: window?.isSandboxed ?? null,
    canMakeNamespaces: await canMakeNamespaces(),
    ...(await isRestricted(sandboxHelper))
  }
}
