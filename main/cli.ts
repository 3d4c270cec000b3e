/** Start here for the command line: `gilscope run | convert | export | interpreters | doctor`. No window, no Electron. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseCommand } from './cli/arguments'
import { convert } from './cli/convert'
import { headless } from './cli/headless'
import { HELP } from './cli/help'
import { listInterpreters } from './cli/listInterpreters'
import { run } from './cli/run'
import { assertNever } from '../common/result'
import type { Terminal } from './cli/terminal'
import { endOnSignals, ProcessTerminal } from './cli/terminal'
import { argumentsOf } from './commandLine'
import { sweepLeftFolders } from './kernel/privateFolder'
import { appFolder, resourcesFolder } from './places'

const root = appFolder(import.meta.dirname)
const kernelParts = {
  kernelsFolder: resolve(resourcesFolder(import.meta.dirname), 'kernels'),
  scopeWorker: resolve(import.meta.dirname, 'scopeWorker.js')
}

/** Does what the arguments ask for; returns the exit code: 0 done, 1 a cell failed or a check did, 2 it could not be done. */
async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseCommand(args)
  if (!parsed.ok) {
    terminal.problem(`${parsed.problem.message} (try: gilscope --help)`)
    return 2
  }
  const command = parsed.value
  switch (command.name) {
    case 'help':
      terminal.line(HELP)
      return 0
    case 'version':
      terminal.line(version())
      return 0
    case 'interpreters':
      return listInterpreters(terminal)
    case 'doctor':
      return (await import('./cli/doctor')).doctor(command, terminal, {
        root,
        version: version(),
        ...kernelParts
      })
    case 'convert':
      return convert(command, terminal)
    case 'export':
      // With what draws Markdown and code: other commands start without it.
      return (await import('./cli/export')).exportFile(command, terminal, root)
    case 'headless':
    case 'run': {
      const swept = sweepLeftFolders()
      const around = { terminal, ...kernelParts, onEnd: endOnSignals }
      const examples = resolve(resourcesFolder(import.meta.dirname), 'examples')
      const code = await (command.name === 'run' ? run(command, around) : headless(command, examples, around))
      await swept
      return code
    }
    default:
      return assertNever(command)
  }
}

function version(): string {
  return (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }).version
}

// Not process.exit: what was written to a pipe must get there.
const terminal = new ProcessTerminal()
const code = await main(argumentsOf(process.argv), terminal)
process.exitCode = code
process.on('exit', () => {
  if (code === 0 && terminal.hasFailed) process.exitCode = 2
})
