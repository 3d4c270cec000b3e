/** What of a machine matters for finding Pythons; passed along, so that tests can describe other machines. */
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface Machine {
  readonly env: NodeJS.ProcessEnv
  readonly home: string
  readonly platform: NodeJS.Platform
  /** Where the Pythons that came with the app are; `null` where the app is no package. */
  readonly bundled: string | null
}

export function thisMachine(env: NodeJS.ProcessEnv = process.env): Machine {
  // Electron's own property: a package's resources, and elsewhere a folder without Pythons.
  const { resourcesPath } = process as { resourcesPath?: string }
  const bundled = resourcesPath === undefined ? null : join(resourcesPath, 'python')
  return { env, home: homedir(), platform: process.platform, bundled }
}
