// For measurements that open windows, where there is no display.
import { spawnSync } from 'node:child_process'

/** Runs this very command again under Xvfb; answers its exit code. */
export function underVirtualDisplay() {
  const args = ['-a', '--server-args=-screen 0 1440x900x24', process.execPath, ...process.argv.slice(1)]
  return spawnSync('xvfb-run', args, { stdio: 'inherit' }).status ?? 1
}
