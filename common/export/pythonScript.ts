/**
 * A notebook as a Python script to be run as it is, with `python NAME.py`: prose is comments, and what acts stands under
 * `if __name__ == "__main__":` where children could import the script, as they do when they are started by spawn or
 * forkserver. Not to be mistaken for a script with cells (`documentFile/percent.ts`), which is the notebook itself. Pure.
 */
import { areInString } from '../documentFile/pythonLines'
import type { Language } from '../ipc'
import type { CodeCell, Notebook } from '../notebook'
import { mayFail } from '../notebook'
import { namesOf } from '../python/names'
import { partsOf, withLastPrinted, type Part } from './pythonCell'
import { plainPython } from './plainPython'
import { scriptWords } from './scriptWords'

/** Whoever mentions them starts processes, or interpreters, that may import the script. */
const STARTS_CHILDREN = /\b(?:multiprocessing|ProcessPoolExecutor|InterpreterPoolExecutor)\b/
const FUTURE = /^from[ \t]+__future__[ \t]+import[ \t][^\n]*\n?/gm

interface ScriptCell {
  readonly number: number
  readonly parts: readonly Part[]
  readonly mayFail: boolean
}

/** @param name the notebook's, for the first line */
export function pythonScript(notebook: Notebook, name: string, language: Language): string {
  const words = scriptWords[language]
  const script = new Script(notebook, words.loop)
  const blocks = notebook.cells.map((cell, i): string => {
    if (cell.cell_type !== 'code') return comment(cell.source)
    return cell.source.trim() === '' ? '' : script.block(cell, i + 1, words)
  })
  const head = [comment(words.head(name)), script.head(words.display)]
  const said = [...head, ...blocks]
    .map((block) => block.replace(/^\n+|\s+$/g, ''))
    .filter((block) => block !== '')
  return `${said.join('\n\n\n')}\n`
}

class Script {
  private readonly isGuarded: boolean
  /** How many parts await: with several, they share a loop, as cells do. */
  private readonly awaiting: number
  private readonly acting = new Set<string>()
  private readonly imports = new Set<string>()
  private readonly futures = new Set<string>()
  private readonly used = new Set<string>()
  private readonly set = new Set<string>()
  private hasLoop = false

  constructor(
    { cells }: Notebook,
    private readonly loopWords: string
  ) {
    const codes = cells.flatMap((cell) =>
      cell.cell_type === 'code' ? [plainPython(cell.source)?.code ?? ''] : []
    )
    this.isGuarded = codes.some((code) => STARTS_CHILDREN.test(code))
    this.awaiting = codes
      .flatMap((code) => partsOf(code, new Set()) ?? [])
      .filter(({ awaits }) => awaits).length
  }

  block(cell: CodeCell, number: number, words: { readonly other: string; readonly wrong: string }): string {
    const plain = plainPython(cell.source)
    if (plain === null) return `${comment(words.other)}\n${comment(cell.source)}`
    for (const [line] of plain.code.matchAll(FUTURE)) this.futures.add(line.trim())
    const code = withLastPrinted(plain.code.replace(FUTURE, ''))
    const parts = partsOf(code, this.acting)
    if (parts === null) return `${comment(words.wrong)}\n${comment(cell.source)}`
    if (plain.runsCommands) this.imports.add('subprocess')
    const { uses, later, sets } = namesOf(code)
    for (const names of [uses, ...later.values()]) for (const each of names) this.used.add(each)
    for (const each of sets) this.set.add(each)
    const own: ScriptCell = { number, parts, mayFail: mayFail(cell) }
    const texts = parts.map((part, i) => this.partText(part, own, i))
    return texts.map((text) => text.replace(/^\n+|\s+$/g, '')).join('\n\n\n')
  }

  /** What the blocks turned out to need. */
  head(displayWords: string): string {
    const imports = [...this.imports].sort().map((each) => `import ${each}`)
    const shows = this.used.has('display') && !this.set.has('display')
    return [
      ...this.futures,
      ...imports,
      ...(shows ? [`\n${comment(displayWords)}\ndisplay = print`] : [])
    ].join('\n')
  }

  private partText({ text, kind, awaits }: Part, { number, parts, mayFail }: ScriptCell, i: number): string {
    if (kind === 'defines') return text
    let acting = text
    let before = ''
    if (awaits) {
      const several = parts.filter((part) => part.awaits).length > 1
      const name = `cell_${String(number)}${several ? `_${String(i + 1)}` : ''}`
      const { sets } = namesOf(text)
      const globals = sets.size === 0 ? '' : `    global ${[...sets].sort().join(', ')}\n`
      before = `async def ${name}():\n${globals}${indented(text)}\n\n\n`
      acting = this.awaited(name)
      this.imports.add('asyncio')
    }
    if (mayFail) {
      this.imports.add('traceback')
      acting = `try:\n${indented(acting)}\nexcept Exception:\n    traceback.print_exc()\n`
    }
    return before + (this.isGuarded ? `if __name__ == "__main__":\n${indented(acting)}` : acting)
  }

  private awaited(name: string): string {
    if (this.awaiting === 1) return `asyncio.run(${name}())\n`
    const isFirst = !this.hasLoop
    this.hasLoop = true
    const loop = isFirst
      ? `${comment(this.loopWords)}\ncells_loop = asyncio.new_event_loop()\nasyncio.set_event_loop(cells_loop)\n`
      : ''
    return `${loop}cells_loop.run_until_complete(${name}())\n`
  }
}

/** Four spaces before each line, but not within strings of several lines. */
function indented(text: string): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n')
  const inside = areInString(lines)
  return lines.map((line, i) => (line === '' || inside[i] === true ? line : `    ${line}`)).join('\n')
}

function comment(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
}
