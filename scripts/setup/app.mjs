import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inherit } from './inherit.mjs'
import { root } from './places.mjs'
import { SetupError } from './say.mjs'

/**
 * Opens the app in its window.
 * @param {string} executable Electron's
 * @param {string | null} file a notebook or document to open in it, absolute
 * @returns {Promise<number>} its exit code, when the user has closed it
 */
export function openApp(executable, file) {
  if (isSandboxForbidden()) checkSandboxHelper(join(dirname(executable), 'chrome-sandbox'))
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE // terminals inside other Electron apps hand it on, and ours would be a plain Node
  return inherit(executable, [...switches(), root, ...(file === null ? [] : [file])], env)
}

/** Chromium's sandbox refuses to work for root, so root does without. */
function switches() {
  return isRoot() ? ['--no-sandbox'] : []
}

const isRoot = () => process.platform === 'linux' && process.getuid() === 0

/** Ubuntu 24.04 and others forbid programs the user namespaces that the sandbox is made of. */
function isSandboxForbidden() {
  const is = (setting, value) => existsSync(setting) && readFileSync(setting, 'utf8').trim() === value
  return (
    !isRoot() &&
    (is('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
      is('/proc/sys/kernel/unprivileged_userns_clone', '0') ||
      is('/proc/sys/user/max_user_namespaces', '0'))
  )
}

/** The sandbox's other way: a helper that belongs to root, which only the user can arrange. */
function checkSandboxHelper(helper) {
  const { uid, mode } = statSync(helper)
  const isSetUid = (mode & 0o4000) !== 0
  if (uid === 0 && isSetUid) return
  throw new SetupError(
    'this system lets the sandbox around the notebook page work only with a helper that belongs to root. Once:\n\n' +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`
  )
}
