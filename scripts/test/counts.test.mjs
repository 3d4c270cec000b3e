import { describe, expect, it } from 'vitest'
import { countsOfPlaywright, countsOfUnittest, countsOfVitest } from './counts.mjs'

describe('the figures of a unittest run', () => {
  it('are read from a run that passed', () => {
    const output = 'test_a (t.T.test_a) ... ok\n\n----\nRan 2 tests in 0.1s\n\nOK\n'
    expect(countsOfUnittest(output)).toEqual({ passed: 2, failed: 0, skipped: [] })
  })

  it('separate failures, errors and skips, and keep the reasons of skips', () => {
    const output =
      "test_a (t.T.test_a) ... skipped 'no fork here'\ntest_b (t.T.test_b) ... FAIL\n\nRan 5 tests in 1.2s\n\n" +
      'FAILED (failures=1, errors=1, skipped=1, expected failures=1)\n'
    expect(countsOfUnittest(output)).toEqual({
      passed: 2,
      failed: 2,
      skipped: ["test_a (t.T.test_a): 'no fork here'"]
    })
  })

  it('are all zero when unittest did not get as far as a test', () => {
    expect(countsOfUnittest('ImportError: Start directory is not importable')).toEqual({
      passed: 0,
      failed: 0,
      skipped: []
    })
  })
})

it('reads the tests of a Playwright report at every depth, with the reasons of skips', () => {
  const spec = (title, status, annotations = []) => ({ title, tests: [{ status, annotations }] })
  const report = {
    suites: [
      {
        specs: [spec('opens', 'expected'), spec('wobbles', 'flaky')],
        suites: [{ specs: [spec('prints', 'skipped', [{ type: 'skip', description: 'no printer' }])] }]
      }
    ]
  }
  expect(countsOfPlaywright(report)).toEqual({ passed: 1, failed: 1, skipped: ['prints: no printer'] })
})

it('reads the tests of a Vitest report, and the files that could not be loaded', () => {
  const report = {
    testResults: [
      { assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { assertionResults: [{ status: 'pending', fullName: 'a file draws' }] },
      { status: 'failed', assertionResults: [] }
    ]
  }
  expect(countsOfVitest(report)).toEqual({ passed: 1, failed: 2, skipped: ['a file draws'] })
})
