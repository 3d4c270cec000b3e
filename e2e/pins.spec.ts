import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { JsonObject } from '../common/notebook'
import { pinsOf } from '../common/pins'
import { scopeOf, type ScopeReport } from '../common/trace/verdict/report'
import { expect, test, writeNotebookFile } from './app'

test.skip(process.platform !== 'linux', 'the threads of a cell can be watched on Linux only')

const CLI = resolve(import.meta.dirname, '../out/main/cli.js')
const FIGHT = `import threading, time
def busy(end):
    while time.perf_counter() < end: pass
threads = [threading.Thread(target=busy, args=(time.perf_counter() + 2,), name=f"busy-{i}") for i in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("fought")`

const metadataIn = (path: string): JsonObject =>
  (JSON.parse(readFileSync(path, 'utf8')) as { cells: { metadata: JsonObject }[] }).cells[0]!.metadata

/** The figures of the line below a cell, from those that `--json` has; and by how much each may be off, as both are rounded. */
function figuresOf({ cores, gil, wallMs }: ScopeReport): [words: RegExp, value: number, within: number][] {
  const { heldMs, switches } = gil!
  return [
    [/^([\d.]+) cores$/, cores, 0.006],
    [/^GIL held (\d+) %$/, (heldMs / wallMs) * 100, 0.6],
    [/^(\d+) hand-offs\/s$/, (switches / wallMs) * 1000, 0.6]
  ]
}

test('a pinned run is saved, has the figures of --json, is there again when the file is opened, and goes', async ({
  launch,
  folder
}) => {
  test.setTimeout(240_000)
  const path = writeNotebookFile(join(folder, 'fight.ipynb'), FIGHT)
  const app = await launch({ open: path })
  const strip = app.page.getByRole('group', { name: 'What running cell 1 did', exact: true })
  // A machine that is busy with other things may leave too little to see: it is run again.
  await expect(async () => {
    await app.button('Run all').click()
    await expect(app.output(1)).toContainText('fought')
    await expect(strip).toContainText('took turns', { timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
  await app.button('Pin this run').click()
  await app.page.keyboard.press('Control+s')
  await expect.poll(() => pinsOf(metadataIn(path)).length).toBe(1)

  // The very run that the line shows, through what makes `--json`.
  const [pin] = pinsOf(metadataIn(path))
  expect(pin).toMatchObject({ source: FIGHT })
  const report = scopeOf(pin!.trace)
  const items = await strip.getByRole('listitem').allInnerTexts()
  expect(items).toContain('4 threads')
  for (const [words, value, within] of figuresOf(report)) {
    const shown = items.flatMap((item) => words.exec(item)?.[1] ?? [])
    expect(shown, items.join(', ')).toHaveLength(1)
    expect(Math.abs(Number(shown[0]) - value), `${shown[0]} for ${value}`).toBeLessThan(within)
  }
  await expect(strip).toContainText(report.sentence)

  // The same notebook on the command line: another run, of which the figures that do not hang on the clock are equal.
  const facts = ({ tier, pattern, threads, processes }: ScopeReport) => ({
    ...{ tier, pattern, processes: processes.length },
    threads: threads.map(({ name }) => name).sort()
  })
  await expect(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'run', path, '--json'], {
      cwd: folder,
      maxBuffer: 64e6
    })
    const { scope } = JSON.parse(stdout.split('\n')[0] ?? '') as { scope: ScopeReport }
    expect(facts(scope)).toEqual(facts(report))
  }).toPass({ timeout: 90_000 })

  const again = await launch({ open: path, userData: join(folder, 'another') })
  const comparison = again.page.getByRole('region', { name: 'Runs of cell 1, compared' })
  const shownCores = items[0]!.replace(' cores', '')
  await expect(comparison.getByRole('row', { name: /Pinned run 1/ })).toContainText(shownCores)
  await again.button('Unpin Pinned run 1').click()
  await expect(comparison).toHaveCount(0)
  await again.page.keyboard.press('Control+s')
  await expect.poll(() => metadataIn(path)).toEqual({})
})
