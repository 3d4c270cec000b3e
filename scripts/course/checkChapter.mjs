/**
 * A chapter is right when every cell runs, the check refuses the unsolved exercise and accepts the solution, and every claim
 * holds. What a cell does is the same each time; how clearly it can be measured is up to the machine, so that claims that
 * do not hold are tried again in another run, up to so often. A false one fails each time.
 */
import { SOLVED, claimsOf, isTagged, readChapter } from './chapters.mjs'
import { held, isAbout } from './claims.mjs'
import { capacityOfTwo } from './capacity.mjs'
import { runChapter } from './runChapter.mjs'

const MOST_RUNS = 4
/** Where the machine is too busy to tell, it will be so for a while. */
const MOST_UNTOLD_RUNS = 2

/**
 * @param {{ path: string, name: string }} python
 * @returns {Promise<{ passed: number, failures: string[], skipped: string[], again: string[] }>}
 *   a line for each failure, skip, and claim that was tried again
 */
export async function checkChapter(language, name, python) {
  const claims = Object.entries(claimsOf(name))
    .flatMap(([cell, list]) => list.map((claim) => ({ cell, claim })))
    .filter(({ claim }) => isAbout(claim, python.name))
  const skipped = []
  const again = []
  let open = claims
  for (let runs = 1; ; runs += 1) {
    const { rows, words } = await runChapter(language, name, python.path)
    const faults = faultsOf(readChapter(language, name), rows, words)
    if (faults.length === 0) open = await stillOpen(open, rows, python)
    const inWords = ({ claim, why }) => `${language}/${name}: “${claim.says}”: ${why}`
    const most = open.some(({ isTold }) => isTold) ? MOST_RUNS : MOST_UNTOLD_RUNS
    if (faults.length === 0 && open.length > 0 && runs < most) {
      again.push(...open.map(inWords))
      continue
    }
    // What could not be told in any run is no failure.
    skipped.push(...open.filter(({ isTold }) => isTold === false).map(inWords))
    const failures = [
      ...faults.map((line) => `${language}/${name}: ${line}`),
      ...open.filter(({ isTold }) => isTold === true).map(inWords)
    ]
    const passed = faults.length > 0 ? 0 : claims.length + 1 - skipped.length - failures.length
    return { passed, failures, skipped, again }
  }
}

/** What is wrong with the cells themselves. */
function faultsOf({ cells }, rows, words) {
  const faults = []
  for (const cell of [...cells, { id: SOLVED, cell_type: 'code', metadata: {} }]) {
    if (cell.cell_type !== 'code') continue
    const row = rows.get(cell.id)
    const error = row?.outputs.find(({ output_type }) => output_type === 'error')
    const said = error === undefined ? (row?.status ?? 'not run') : `${error.ename}: ${error.evalue}`
    if (isTagged(cell, 'check')) {
      if (error?.ename !== 'AssertionError')
        faults.push(`${cell.id}: the unsolved exercise should fail it by an assertion, but: ${said}`)
    } else if (row?.status !== 'ok') faults.push(`${cell.id}: ${said}`)
  }
  if (faults.length > 0 && words.trim() !== '') faults.push(words.trim())
  return faults
}

/** The claims that do not hold, with why, and those that cannot be told. */
async function stillOpen(claims, rows, python) {
  const open = []
  for (const { cell, claim } of claims) {
    const { scope } = rows.get(cell)
    const isSeen = claim.figure === 'result' || ['exact', 'no-gil'].includes(scope?.tier)
    const { holds, isTold, why } = isSeen
      ? await held(claim, { row: rows.get(cell), rows, capacity: () => capacityOfTwo(python.path) })
      : { holds: false, isTold: false, why: scope?.reason ?? 'threads cannot be watched here' }
    if (!holds) open.push({ cell, claim, isTold, why })
  }
  return open
}
