/** What of a machine matters for finding Pythons; passed along, so that tests can describe other machines. */
import { homedir } from 'node:os'

export interface Machine {
  readonly env: NodeJS.ProcessEnv
  readonly home: string
  readonly platform: NodeJS.Platform
}

export function thisMachine(env: NodeJS.ProcessEnv = process.env): Machine {
  return { env, home: homedir(), platform: process.platform }
}
