import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mustFind } from '../../common/result'
import { FileClaims } from './FileClaims'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gilscope-claims-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A process that does nothing until its input ends. */
function other() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore']
  })
  return {
    pid: mustFind(child.pid, 'its pid'),
    async end(): Promise<void> {
      const gone = once(child, 'exit')
      child.stdin.end()
      await gone
    }
  }
}

describe('an open file', () => {
  it('is known to others for as long as it is open and its process lives', async () => {
    const process = other()
    const [here, there] = [new FileClaims(folder), new FileClaims(folder, process.pid)]
    await there.claim('/a.ipynb')
    await here.claim('/a.ipynb')
    expect(await here.isOpenElsewhere('/a.ipynb')).toBe(true)
    expect(await there.isOpenElsewhere('/a.ipynb')).toBe(true)
    expect(await here.isOpenElsewhere('/b.ipynb')).toBe(false)
    await there.release('/a.ipynb')
    expect(await here.isOpenElsewhere('/a.ipynb')).toBe(false)

    await there.claim('/a.ipynb')
    await process.end()
    expect(await here.isOpenElsewhere('/a.ipynb')).toBe(false)
    expect(await readdir(folder)).toHaveLength(1) // its own; the other's note went with the look
  })

  it('is not taken to be open because its process’s number is another’s now', async () => {
    const process = other()
    const there = new FileClaims(folder, process.pid)
    await there.claim('/a.ipynb')
    const [note] = await readdir(folder)
    // As if the one that left the note had begun at another time, before it died and its number was given again.
    await rename(join(folder, mustFind(note, 'the note')), join(folder, note!.replace(/\d+$/, '7')))
    expect(await new FileClaims(folder).isOpenElsewhere('/a.ipynb')).toBe(false)
    expect(await readdir(folder)).toEqual([])
    await process.end()
  })

  it('is forgotten at the next start, whichever file it was, when its process was killed', async () => {
    const process = other()
    const [dead, here] = [new FileClaims(folder, process.pid), new FileClaims(folder)]
    await dead.claim('/a.ipynb')
    await dead.claim('/b.ipynb')
    await here.claim('/c.ipynb')
    await process.end()
    await new FileClaims(folder, 1).sweep()
    expect(await readdir(folder)).toHaveLength(1)
    expect(await new FileClaims(folder, 1).isOpenElsewhere('/c.ipynb')).toBe(true)
  })

  it('is told to nobody where the folder is not ours to write', async () => {
    await writeFile(join(folder, 'file'), '')
    await symlink(tmpdir(), join(folder, 'link'))
    for (const place of ['file', 'link']) {
      const claims = new FileClaims(join(folder, place))
      await claims.claim('/a.ipynb')
      expect(await claims.isOpenElsewhere('/a.ipynb')).toBe(false)
      await claims.release('/a.ipynb')
    }
  })
})
