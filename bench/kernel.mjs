// Our kernel beside ipykernel and a bare `python -c`, in one Python: see README.md.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const python = process.argv[2] ?? 'python3'
const MEASURE = fileURLToPath(new URL('kernel/measure.py', import.meta.url))

/** The figures of one kind of kernel. */
function measure(kind) {
  const { stdout, stderr, status } = spawnSync(python, [MEASURE, kind], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`measuring ${kind} failed:\n${stderr}`)
  return JSON.parse(stdout)
}

function answers(code) {
  const { status, stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

const ms = (seconds) => `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0)} ms`
const mb = (value) => `${value.toFixed(1)} MB`
const ROWS = [
  ['start to first result', 'start', ms],
  ['round trip', 'trip', ms],
  ['a million lines', 'lines', ms],
  ['… of which lost', 'lost', String],
  ['200 MB in one print', 'long', ms],
  ['… characters lost', 'cut', String],
  ['… most memory (RSS)', 'peak', mb],
  ['idle memory (PSS)', 'idle', mb],
  ['idle threads', 'threads', String],
  ['round trip, 3 busy threads', 'busy', ms],
  ['first traceback, 3 busy threads', 'error', ms]
]

const version = answers('import sys; print(sys.version.split()[0], sys.executable)')
if (version === null) throw new Error(`${python} does not start`)
console.log(`Python ${version}`)
const kinds = ['gilscope', 'bare']
if (answers('import ipykernel, jupyter_client') !== null) kinds.splice(1, 0, 'ipykernel')
else console.log('ipykernel is not importable here: measured without it')

const found = Object.fromEntries(kinds.map((kind) => [kind, measure(kind)]))
console.log(['', ...kinds, ...(found.ipykernel ? ['ipykernel / gilscope'] : [])].join('\t'))
for (const [title, name, write] of ROWS) {
  const figures = kinds.map((kind) => (found[kind][name] === undefined ? '–' : write(found[kind][name])))
  const [ours, theirs] = [found.gilscope[name], found.ipykernel?.[name]]
  const ratio = theirs === undefined || !ours ? '' : `${(theirs / ours).toFixed(1)}×`
  console.log([title, ...figures, ratio].join('\t'))
}
if (found.gilscope.idle !== null && found.bare.idle !== null)
  console.log(`idle, more than a bare interpreter: ${mb(found.gilscope.idle - found.bare.idle)}`)
