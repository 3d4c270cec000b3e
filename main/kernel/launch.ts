/** How a kernel is started: see kernels/README.md, which says why each part is as it is. */
import type { Interpreter } from '../../common/session'
import type { SpawnOptions } from './pty'

/** What finds every descendant of a kernel, also those that left its process group and session. */
export const TOKEN_VARIABLE = 'GILSCOPE_TOKEN'

const BOOTSTRAP =
  'import sys; p = sys.path[:]; sys.path[:] = [sys.argv[1]] + [x for x in p if x]; ' +
  'import cpython.__main__ as k; sys.path[:] = p; k.main(sys.argv[2:])'

/** As wide as a terminal is by custom; the console panel says its own size once it is open. */
export const TERMINAL_SIZE = { columns: 80, rows: 24 } as const

/**
 * The command that starts a kernel.
 *
 * @param address the Unix socket's path, or `127.0.0.1:port`
 * @param token random, one for each start of a kernel
 */
export function launchOptions(
  interpreter: Interpreter,
  kernelsFolder: string,
  cwd: string,
  address: string,
  token: string,
  env: NodeJS.ProcessEnv
): SpawnOptions {
  // Where a folder's permissions guard the socket, the kernel need not prove who it is.
  const proof = process.platform === 'win32' ? [token] : []
  return {
    file: interpreter.path,
    args: ['-c', BOOTSTRAP, kernelsFolder, address, ...proof],
    cwd,
    env: { ...definedOnly(env), [TOKEN_VARIABLE]: token },
    ...TERMINAL_SIZE
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const defined = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const result = Object.fromEntries(defined)
  // Electron's own switch would turn an Electron that the user starts from a cell into a plain Node.
  delete result['ELECTRON_RUN_AS_NODE']
  return result
}
