// What each test runner says about its own run, as one kind of figures.
import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Counts
 *   skipped: a line per skipped test, with its reason where the runner gives one
 */

/** A tool that has no tests of its own counts as one. @returns {Counts} */
export function countsOfTool(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] }
}

/** From Vitest's JSON report. @returns {Counts} */
export function countsOfVitest(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const failuresIn = ({ status, assertionResults }) =>
    assertionResults.filter((test) => test.status === 'failed').length || (status === 'failed' ? 1 : 0)
  const isSkipped = (test) => ['skipped', 'pending', 'todo', 'disabled'].includes(test.status)
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    // A file that cannot be loaded has failed although none of its tests has.
    failed: report.testResults.reduce((sum, file) => sum + failuresIn(file), 0),
    skipped: tests.filter(isSkipped).map((test) => test.fullName)
  }
}

/** From Playwright's JSON report. @returns {Counts} */
export function countsOfPlaywright(report) {
  const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]
  const tests = report.suites
    .flatMap(specsIn)
    .flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })))
  const reason = (test) =>
    test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given'
  return {
    passed: tests.filter((test) => test.status === 'expected').length,
    failed: tests.filter((test) => ['unexpected', 'flaky'].includes(test.status)).length,
    skipped: tests.filter((test) => test.status === 'skipped').map((test) => `${test.title}: ${reason(test)}`)
  }
}

/** From what `python -m unittest -v` prints. @returns {Counts} */
export function countsOfUnittest(output) {
  const ran = Number(/^Ran (\d+) tests? in /m.exec(output)?.[1] ?? 0)
  const verdict = /^(?:OK|FAILED)(?: \((.*)\))?\s*$/m.exec(output)?.[1] ?? ''
  const count = (what) => Number(new RegExp(`(?:^|, )${what}=(\\d+)`).exec(verdict)?.[1] ?? 0)
  const failed = count('failures') + count('errors') + count('unexpected successes')
  const skipped = [...output.matchAll(/^(.*?) \.\.\. skipped (.*)$/gm)].map(
    (match) => `${match[1]}: ${match[2]}`
  )
  return { passed: Math.max(0, ran - failed - count('skipped')), failed, skipped }
}

/** A runner's report file, or null when the runner did not get as far as writing it. */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
