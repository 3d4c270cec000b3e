/** The command line's arguments, checked: what is wrong is said in one line, before anything is done. */
import { parseArgs } from 'node:util'
import { endingOf, EXPORT_FORMS, isExportForm, type ExportForm } from '../../common/export/exportForm'
import { handoutParts, type Part } from '../../common/export/stripped'
import type { Language } from '../../common/ipc'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import { FASTEST, SLOWEST, USUAL } from '../scope/Pace'
import type { Hz } from '../scope/ticks'

export type Command =
  | { readonly name: 'help' | 'version' | 'interpreters' }
  | ConvertCommand
  | DoctorCommand
  | ExportCommand
  | HeadlessCommand
  | RunCommand

export interface ConvertCommand {
  readonly name: 'convert'
  readonly file: string
  readonly output: string
}

export interface DoctorCommand {
  readonly name: 'doctor'
  readonly json: boolean
  readonly language: Language
}

export interface ExportCommand {
  readonly name: 'export'
  readonly file: string
  readonly output: string
  readonly form: ExportForm
  /** What is taken out of the notebook, instead of putting monitors in; null: nothing. */
  readonly strip: readonly Part[] | null
  /** Of the monitors. */
  readonly language: Language
}

export interface HeadlessCommand {
  readonly name: 'headless'
  /** Null: the first example. */
  readonly file: string | null
  /** Where to write; null: a folder below the one in which the command was typed. */
  readonly folder: string | null
}

export interface RunCommand {
  readonly name: 'run'
  readonly file: string
  readonly output: string | null
  readonly report: string | null
  /** Where to write what the threads did, as Perfetto reads it. */
  readonly trace: string | null
  readonly python: string | null
  /** The name under which the executed notebook keeps what each cell's threads did; null: it keeps nothing. */
  readonly pin: string | null
  /** How often to look at what a cell's threads do. */
  readonly hz: Hz
  /** Milliseconds; `null`: a cell may take as long as it likes. */
  readonly cellTimeoutMs: number | null
  readonly allowErrors: boolean
  readonly json: boolean
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  headless: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  report: { type: 'string' },
  trace: { type: 'string' },
  pin: { type: 'string' },
  python: { type: 'string' },
  hz: { type: 'string' },
  'cell-timeout': { type: 'string' },
  'allow-errors': { type: 'boolean' },
  json: { type: 'boolean' },
  to: { type: 'string' },
  strip: { type: 'boolean' },
  handout: { type: 'boolean' },
  'no-runs': { type: 'boolean' },
  language: { type: 'string' }
} as const
type Option = keyof typeof OPTIONS

/** The options that a command takes; any other is a mistake worth telling. */
const TAKES: Record<string, readonly Option[]> = {
  run: ['output', 'report', 'trace', 'pin', 'python', 'hz', 'cell-timeout', 'allow-errors', 'json'],
  convert: ['output'],
  export: ['output', 'to', 'strip', 'handout', 'no-runs', 'language'],
  interpreters: [],
  doctor: ['json', 'language']
}

export function parseCommand(args: readonly string[]): Result<Command> {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return bad(firstSentence(error))
  }
  const { values, positionals } = parsed
  if (values.help === true) return ok({ name: 'help' })
  if (values.version === true) return ok({ name: 'version' })
  if (values.headless === true) return headlessCommand(values, positionals)
  const [name, file, ...more] = positionals
  if (name === undefined) return bad('say what to do: run, convert, export, interpreters or doctor')
  const takes = Object.hasOwn(TAKES, name) ? TAKES[name] : undefined
  if (takes === undefined) return bad(`there is no command '${name}'`)
  const stranger = (Object.keys(values) as Option[]).find((option) => !takes.includes(option))
  if (stranger !== undefined) return bad(`${name} takes no --${stranger}`)
  if (name === 'interpreters') return file === undefined ? ok({ name }) : bad('interpreters takes no file')
  if (name === 'doctor') {
    if (file !== undefined) return bad('doctor takes no file')
    const language = languageOf(values.language)
    return language.ok ? ok({ name, json: values.json === true, language: language.value }) : language
  }
  if (file === undefined) return bad(`say which file to ${name}`)
  if (more.length > 0) return bad(`one file at a time; what is '${more[0] ?? ''}'?`)

  if (name === 'export') return exportCommand(file, values)
  const { output } = values
  if (name === 'convert')
    return output === undefined ? bad('say where to write: -o OUT.ipynb') : ok({ name, file, output })
  if (output !== undefined && !output.endsWith('.ipynb'))
    return bad(`-o ${output}: the name must end in .ipynb`)

  if (values.pin !== undefined && (values.pin === '' || output === undefined))
    return bad('--pin NAME keeps runs in the executed notebook: say where to write it with -o OUT.ipynb')

  const timeout = values['cell-timeout']
  const seconds = timeout === undefined ? null : Number(timeout)
  if (seconds !== null && !(seconds > 0 && seconds <= MAX_SECONDS))
    return bad(`--cell-timeout ${timeout ?? ''}: give seconds, more than 0`)
  const hz = values.hz === undefined ? USUAL : Number(values.hz)
  if (!(hz >= SLOWEST && hz <= FASTEST))
    return bad(`--hz ${values.hz ?? ''}: give a number from ${String(SLOWEST)} to ${String(FASTEST)}`)
  return ok({
    ...plainRun(file),
    output: output ?? null,
    report: values.report ?? null,
    trace: values.trace ?? null,
    pin: values.pin ?? null,
    python: values.python ?? null,
    hz: hz as Hz,
    cellTimeoutMs: seconds === null ? null : seconds * 1000,
    allowErrors: values['allow-errors'] === true,
    json: values.json === true
  })
}

/** Of a file, with no wishes. */
export function plainRun(file: string): RunCommand {
  return {
    ...{ name: 'run', file, output: null, report: null, trace: null, pin: null, python: null },
    ...{ hz: USUAL, cellTimeoutMs: null, allowErrors: false, json: false }
  }
}

function headlessCommand(
  values: Partial<Record<Option, string | boolean>>,
  [file, ...more]: readonly string[]
): Result<HeadlessCommand> {
  const stranger = Object.keys(values).find((option) => option !== 'headless' && option !== 'output')
  const { output } = values
  if (stranger !== undefined) return bad(`--headless takes no --${stranger}`)
  if (more.length > 0) return bad(`one file at a time; what is '${more[0] ?? ''}'?`)
  return ok({ name: 'headless', file: file ?? null, folder: typeof output === 'string' ? output : null })
}

interface ExportValues {
  readonly output?: string
  readonly to?: string
  readonly strip?: boolean
  readonly handout?: boolean
  readonly 'no-runs'?: boolean
  readonly language?: string
}

function exportCommand(file: string, values: ExportValues): Result<ExportCommand> {
  const { output, to, language, handout = false, 'no-runs': noRuns = false } = values
  const forms = EXPORT_FORMS.join(', ')
  const strip = handout ? handoutParts(noRuns) : values.strip === true ? (['monitors'] as const) : null
  const form = to ?? (strip === null ? undefined : 'ipynb')
  if (form === undefined) return bad(`say what to export to: --to ${forms}`)
  if (!isExportForm(form)) return bad(`--to ${form}: it can be ${forms}`)
  if (handout && values.strip === true)
    return bad('--handout takes all outputs out, monitors too: leave out --strip')
  if (noRuns && !handout) return bad('--no-runs is for a handout: --handout --no-runs')
  if (strip !== null && form !== 'ipynb')
    return bad(
      handout ? 'a handout is a notebook: --to ipynb' : '--strip takes monitors out of a notebook: --to ipynb'
    )
  if (output === undefined) return bad(`say where to write: -o OUT.${endingOf(form)}`)
  if (!output.endsWith(`.${endingOf(form)}`))
    return bad(`-o ${output}: the name must end in .${endingOf(form)}`)
  const spoken = languageOf(language)
  return spoken.ok ? ok({ name: 'export', file, output, form, strip, language: spoken.value }) : spoken
}

function languageOf(language = 'en'): Result<Language> {
  return language === 'en' || language === 'zh'
    ? ok(language)
    : bad(`--language ${language}: it can be en or zh`)
}

/** What a timer can count, in seconds; also more than three weeks. */
const MAX_SECONDS = 2_000_000

function bad(message: string): Result<never> {
  return failed('bad-call', message)
}

/** Node explains at length how to write arguments that begin with a dash; the first sentence is what matters. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('. ')[0] ?? message
}
