import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inherit } from './inherit.mjs'
import { root } from './places.mjs'
import { run } from './run.mjs'
import { SetupError } from './say.mjs'

/**
 * Opens the app in its window.
 * @param {string} executable Electron's
 * @param {string | null} file a notebook or document to open in it, absolute
 * @returns {Promise<number>} its exit code, when the user has closed it
 */
export async function openApp(executable, file) {
  if (await isSandboxForbidden()) checkSandboxHelper(join(dirname(executable), 'chrome-sandbox'))
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE // terminals inside other Electron apps hand it on, and ours would be a plain Node
  return inherit(executable, [...switches(), root, ...(file === null ? [] : [file])], env)
}

/** Chromium's sandbox refuses to work for root, so root does without. */
function switches() {
  return isRoot() ? ['--no-sandbox'] : []
}

const isRoot = () => process.platform === 'linux' && process.getuid() === 0

/**
 * The sandbox is made of user namespaces. Ubuntu 24.04 takes them from programs it does not know, and many containers
 * from all.
 */
async function isSandboxForbidden() {
  if (process.platform !== 'linux' || isRoot()) return false
  const rule = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
  if (existsSync(rule) && readFileSync(rule, 'utf8').trim() === '1') return true
  const { code } = await run('unshare', ['--user', 'true'], { seconds: 10 })
  return code !== 0 && code !== 127 // 127: there is no unshare to ask; Electron will say
}

/** The sandbox's other way: a helper that belongs to root, which only the user can arrange. */
function checkSandboxHelper(helper) {
  const { uid, mode } = statSync(helper)
  const isSetUid = (mode & 0o4000) !== 0
  if (uid === 0 && isSetUid) return
  throw new SetupError(
    'this system lets the sandbox around the notebook page work only with a helper that belongs to root.\n' +
      'Run this once, then start again:\n\n' +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`
  )
}
