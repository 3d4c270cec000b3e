/** Whether Chromium can have its sandbox here; how it is made is told in Chromium's docs/linux/sandboxing.md. */
import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { SandboxFacts } from '../../common/doctor/facts'

const run = promisify(execFile)

/** Tried for real; without the program that tries it (util-linux) by what the system says (user_namespaces(7)). */
export async function canMakeNamespaces(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  try {
    await run('unshare', ['--user', 'true'], { timeout: 10_000 })
    return true
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') return false
    const most = await numberIn('/proc/sys/user/max_user_namespaces')
    return most !== 0 && (await numberIn('/proc/sys/kernel/unprivileged_userns_clone')) !== 0
  }
}

export async function isRestricted(
  helper: string | null
): Promise<Pick<SandboxFacts, 'isRestricted' | 'helper'>> {
  const rule = await numberIn('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')
  const about = helper === null ? null : await stat(helper).catch(() => null)
  return {
    isRestricted: rule === 1,
    // It works when it belongs to root and runs as root, whoever starts it.
    helper:
      helper === null || about === null
        ? null
        : { path: helper, isReady: about.uid === 0 && (about.mode & 0o4000) !== 0 }
  }
}

async function numberIn(file: string): Promise<number | null> {
  const text = await readFile(file, 'latin1').catch(() => '')
  return text.trim() === '' ? null : Number(text)
}
