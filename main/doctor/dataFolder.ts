import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the app keeps its settings and unsaved work: Electron's `userData`, as the command line knows it without Electron. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const name = 'Gilscope'
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name)
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), name)
}
