// The suites of `npm test`, in their order. Each is one tool run once over everything.
import { rmSync } from 'node:fs'
import { build, ensureBuild } from '../setup/build.mjs'
import { ensureElectron } from '../setup/electron.mjs'
import { inRoot } from '../setup/places.mjs'
import { noPython, pythons } from '../setup/pythons.mjs'
import { run } from '../setup/run.mjs'
import { SetupError } from '../setup/say.mjs'
import { ensureSystemLibraries } from '../setup/systemLibraries.mjs'
import { courseSuites } from './course.mjs'
import { countsOfPlaywright, countsOfTool, countsOfUnittest, countsOfVitest, readReport } from './counts.mjs'

/**
 * @typedef {import('./counts.mjs').Counts & { code: number, output: string, note?: string }} Outcome
 *   code is the tool's exit code, output all that it printed, note what a reader should know beside the counts
 * @typedef {{ name: string, repair: string, run: () => Promise<Outcome> }} Suite
 *   repair is the command that shows the failure again, or mends it
 */

const tool = (path, ...args) => [process.execPath, [inRoot('node_modules', path), ...args]]
/** Captured output is for reading in any place. */
const plain = { ...process.env, NO_COLOR: '1' }
const report = (name) => inRoot('test-results', `${name}.json`)

async function check(file, args) {
  const { code, output } = await run(file, args)
  return { ...countsOfTool(code), code, output }
}

/** Runs a tool that writes a JSON report, and counts from the report of this very run. */
async function withReport(name, countsOf, file, args, options) {
  rmSync(report(name), { force: true })
  const { code, output } = await run(file, args, options)
  const written = readReport(report(name))
  return { ...(written === null ? { passed: 0, failed: 1, skipped: [] } : countsOf(written)), code, output }
}

/** @type {Suite[]} */
const beforeKernel = [
  { name: 'types', repair: 'npm run types', run: () => check(...tool('typescript/bin/tsc', '-b')) },
  {
    name: 'lint',
    repair: 'npx eslint . --fix',
    run: () => check(...tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'))
  },
  {
    name: 'format',
    repair: 'npm run format',
    run: () => check(...tool('prettier/bin/prettier.cjs', '--check', '.'))
  },
  { name: 'unit', repair: 'npm run unit', run: unit }
]

/** @type {Suite[]} */
const afterKernel = [
  {
    name: 'build',
    repair: 'npm run build',
    run: async () => {
      const { code, output } = await build()
      return { ...countsOfTool(code), code, output }
    }
  }
]

/** @type {Suite[]} */
const last = [{ name: 'e2e', repair: 'npm run e2e', run: endToEnd }]

/** The names that `--only` knows. */
export const suiteNames = [
  ...[...beforeKernel, { name: 'kernel' }],
  ...[...afterKernel, { name: 'course' }, ...last]
].map((suite) => suite.name)

/**
 * @param {string[]} names
 * @returns {Promise<Suite[][]>} groups in order; the suites of a group may run at once
 */
export async function chosenSuites(names) {
  const one = (suites) => suites.filter((suite) => names.includes(suite.name)).map((suite) => [suite])
  const kernel = names.includes('kernel') ? inPairs(await kernelSuites()) : []
  const course = names.includes('course') ? (await courseSuites()).map((suite) => [suite]) : []
  return [...one(beforeKernel), ...kernel, ...one(afterKernel), ...course, ...one(last)]
}

function unit() {
  const [file, args] = tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json')
  return withReport('unit', countsOfVitest, file, [...args, `--outputFile.json=${report('unit')}`], {
    env: plain
  })
}

/** The kernel's own tests, on each interpreter of this machine. */
async function kernelSuites() {
  const suites = []
  for await (const { path, name } of pythons()) {
    const args = ['-m', 'unittest', 'discover', '-v', '-s', 'kernels/cpython/tests', '-t', 'kernels']
    suites.push({
      name: `kernel ${name}`,
      repair: [path, ...args].join(' '),
      run: async () => {
        const { code, output } = await run(path, args, { seconds: 300 })
        return { ...countsOfUnittest(output), code, output }
      }
    })
  }
  if (suites.length > 0) return suites
  return [{ name: 'kernel', repair: 'npm test', run: () => Promise.reject(new SetupError(noPython)) }]
}

const inPairs = (suites) => suites.flatMap((_, at) => (at % 2 === 0 ? [suites.slice(at, at + 2)] : []))

/** In the real Electron; where there is no display, under a virtual one. */
async function endToEnd() {
  const { executable, version } = await ensureElectron()
  await ensureSystemLibraries(executable, { forTests: true })
  await ensureBuild()
  const [file, args] = tool('@playwright/test/cli.js', 'test')
  const isVirtual = process.platform === 'linux' && !process.env.DISPLAY
  const screen = ['-a', '--server-args=-screen 0 1440x900x24']
  const [program, all] = isVirtual ? ['xvfb-run', [...screen, file, ...args]] : [file, args]
  const outcome = await withReport('e2e', countsOfPlaywright, program, all, { seconds: 1800 })
  return { ...outcome, note: `on Electron ${version}` }
}
