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
import { makePackagesForTests, withCleanDebian } from './packaged.mjs'

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
const last = [
  { name: 'e2e', repair: 'npm run e2e', run: endToEnd },
  { name: 'package', repair: 'npm test -- --only package', run: packaged }
]

/** Those that run only when they are asked for: they take long, and much from the network. @type {Suite[]} */
const onRequest = [{ name: 'install', repair: 'npm run package:test', run: installed }]

/** The names of the suites that run when none is chosen. */
export const suiteNames = [
  ...[...beforeKernel, { name: 'kernel' }],
  ...[...afterKernel, { name: 'course' }, ...last]
].map((suite) => suite.name)

/** The names that `--only` knows. */
export const allNames = [...suiteNames, ...onRequest.map((suite) => suite.name)]

/**
 * @param {string[]} names
 * @returns {Promise<Suite[][]>} groups in order; the suites of a group may run at once
 */
export async function chosenSuites(names) {
  const one = (suites) => suites.filter((suite) => names.includes(suite.name)).map((suite) => [suite])
  const kernel = names.includes('kernel') ? inPairs(await kernelSuites()) : []
  const course = names.includes('course') ? (await courseSuites()).map((suite) => [suite]) : []
  return [...one(beforeKernel), ...kernel, ...one(afterKernel), ...course, ...one([...last, ...onRequest])]
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
    const args = ['-m', 'unittest', 'discover', '-v', '-s', 'kernels', '-t', 'kernels']
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

/** In the real Electron. */
async function endToEnd() {
  const version = await readyForWindows()
  const outcome = await playwright('e2e')
  return { ...outcome, note: `on Electron ${version}` }
}

/** The app as it is packed, started as an ordinary user does. */
async function packaged() {
  const version = await readyForWindows()
  await makePackagesForTests()
  const outcome = await playwright('packaged', ['-c', 'playwright.packaged.config.ts'])
  return { ...outcome, note: `with Electron ${version}` }
}

/** All packages in a Debian that has nothing else. */
async function installed() {
  await readyForWindows()
  const files = await makePackagesForTests()
  let outcome
  const whyNot = await withCleanDebian(files, async (root) => {
    outcome = await playwright('packaged', ['-c', 'playwright.packaged.config.ts', 'cleanDebian'], {
      GILSCOPE_DEBIAN: root
    })
  })
  const skipped = [`the packages in a clean Debian: ${whyNot}`]
  return outcome ?? { passed: 0, failed: 0, skipped, code: 0, output: '' }
}

/** @returns {Promise<string>} Electron's version */
async function readyForWindows() {
  const { executable, version } = await ensureElectron()
  await ensureSystemLibraries(executable, { forTests: true })
  await ensureBuild()
  return version
}

/** Where there is no display, under a virtual one. */
function playwright(name, more = [], environment = {}) {
  const [file, args] = tool('@playwright/test/cli.js', 'test', ...more)
  const isVirtual = process.platform === 'linux' && !process.env.DISPLAY
  const screen = ['-a', '--server-args=-screen 0 1440x900x24']
  const [program, all] = isVirtual ? ['xvfb-run', [...screen, file, ...args]] : [file, args]
  return withReport(name, countsOfPlaywright, program, all, {
    seconds: 1800,
    env: { ...process.env, ...environment }
  })
}
