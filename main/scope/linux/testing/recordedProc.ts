/**
 * A recording of `/proc`, played back in a folder of its own, so that what reads `/proc` can be tested on any system. In
 * `recordedProc.txt` each step begins with `@` and its time in ms, and has the files that have changed since the last, indented
 * by two spaces. It shows a Python 3.12 without its memory, on a machine with two cores: the main thread reads from a
 * pipe, one thread computes, one sleeps, one waits for a lock; a forked child sleeps.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Ms } from '../../../../common/brands'

export const RECORDED = { main: 5591, busy: 5603, asleep: 5606, waiting: 5607, child: 5608 } as const

interface Step {
  readonly at: Ms
  readonly files: ReadonlyMap<string, string>
}

function readSteps(): Step[] {
  const text = readFileSync(join(import.meta.dirname, 'recordedProc.txt'), 'latin1')
  return text
    .split(/^@ /m)
    .slice(1)
    .map((step) => {
      const [at = '', ...lines] = step.trimEnd().split('\n')
      const files = new Map<string, string>()
      let name = ''
      for (const line of lines) {
        if (line.startsWith('  ')) files.set(name, `${files.get(name) ?? ''}${line.slice(2)}\n`)
        else files.set((name = line), '')
      }
      return { at: Number(at) as Ms, files }
    })
}

export class RecordedProc {
  readonly folder = mkdtempSync(join(tmpdir(), 'gilscope-proc-'))
  private readonly steps = readSteps()
  private played = 0

  get hasMore(): boolean {
    return this.played < this.steps.length
  }

  /** Shows the next step. @returns its time. */
  next(): Ms {
    const step = this.steps[this.played++]
    if (step === undefined) throw new Error('the recording is over')
    for (const [name, text] of step.files) this.write(name, text)
    return step.at
  }

  /** Changes a file beyond what was recorded; an empty one is what is left of something that has ended. */
  write(name: string, text: string): void {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  /** Takes a folder away, as the system does with a thread that has ended. */
  remove(name: string): void {
    for (const file of ['stat', 'schedstat', 'wchan', 'children']) this.write(join(name, file), '')
    rmSync(join(this.folder, name), { recursive: true })
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
