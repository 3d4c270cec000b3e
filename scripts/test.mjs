// `npm test [-- --only types,lint]`: sets up what is missing, then runs every suite. Ends with one line that adds
// them up, and with a non-zero code when anything failed.
import './setup/node.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { SetupError } from './setup/say.mjs'
import { allNames, chosenSuites, suiteNames } from './test/suites.mjs'

const total = { passed: 0, failed: 0, skipped: 0 }
const [option, list = '', ...more] = process.argv.slice(2)
const names = option === undefined ? suiteNames : list.split(',')
const isUnderstood = (option ?? '--only') === '--only' && more.length === 0

if (!isUnderstood || !names.every((name) => allNames.includes(name))) {
  process.stderr.write(`gilscope: --only takes a list of ${allNames.join(', ')}\n`)
  process.exitCode = 2
} else {
  try {
    await ensureDependencies()
    for (const group of await chosenSuites(names)) {
      const results = await Promise.all(group.map(runOne))
      results.forEach(tell)
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    print(error.message)
    total.failed += 1
  }
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  print(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
}

/** A suite's outcome and how long it took. A suite that cannot be set up has failed; the others still run. */
async function runOne(suite) {
  const start = performance.now()
  const outcome = await suite.run().catch((error) => {
    if (!(error instanceof SetupError)) throw error
    return { passed: 0, failed: 1, skipped: [], code: 1, output: error.message }
  })
  const ranNone = outcome.passed + outcome.failed + outcome.skipped.length === 0
  // A runner that failed without a failed test (a broken file, say), or that found no test, has failed all the same.
  if (outcome.failed === 0 && (outcome.code !== 0 || ranNone)) outcome.failed = 1
  if (ranNone) outcome.output += '\nNo test ran.\n'
  return { suite, outcome, seconds: (performance.now() - start) / 1000 }
}

function tell({ suite, outcome, seconds }) {
  const { passed, failed, skipped, note, output } = outcome
  total.passed += passed
  total.failed += failed
  total.skipped += skipped.length
  const counts = [`${passed} passed`]
  if (failed > 0) counts.push(`${failed} failed`)
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`)
  const mark = failed > 0 ? '✗' : '✓'
  print(
    `${mark} ${suite.name.padEnd(16)} ${counts.join(', ').padEnd(32)} ${seconds.toFixed(1).padStart(6)} s  ${note ?? ''}`.trimEnd()
  )
  for (const line of skipped) print(`    skipped: ${line}`)
  if (failed > 0) print(`\n${output.trimEnd()}\n\n  To see it again, or to repair it: ${suite.repair}\n`)
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
