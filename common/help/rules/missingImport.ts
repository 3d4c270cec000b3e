/** A name that no cell sets, and that the standard library has. */
import { around, PythonCode } from '../../python/code'
import { importsOf, withImport } from '../../python/imports'
import { namesOf } from '../../python/names'
import { raisedIn } from '../raised'
import { raised } from '../sentences'
import type { Fix, Rule, Situation } from '../situation'
import { isModule, modulesWith } from '../stdlib'

const UNDEFINED = /^name '(\w+)' is not defined/
/** More modules than that are no help. */
const MOST = 3

export const missingImport: Rule = (situation) => {
  const { code, others } = situation
  if (!code.isWhole) return null
  for (const seen of raisedIn(situation)) {
    const name = seen.ename === 'NameError' ? UNDEFINED.exec(seen.evalue)?.[1] : undefined
    if (name === undefined || isSet(name, [code.text, ...others])) continue
    const fixes = fixesFor(name, situation)
    const [first] = fixes
    if (first === undefined) continue
    const modules = fixes.map(({ module }) => `\`${module}\``)
    const isItself = first.module === name
    return {
      says: isItself
        ? {
            en: `The module \`${name}\` of the standard library is not imported.`,
            zh: `标准库的模块 \`${name}\` 没有导入。`
          }
        : {
            en: `\`${name}\` is not imported: the standard library has it in ${list(modules, 'or')}.`,
            zh: `\`${name}\` 没有导入：它在标准库的 ${modules.join(' 或 ')} 里。`
          },
      why: [
        raised(seen),
        {
          en: `No cell of this notebook sets the name \`${name}\`.`,
          zh: `这个笔记本里没有单元格定义 \`${name}\`。`
        }
      ],
      fixes
    }
  }
  return null
}

/** Whoever sets it elsewhere means that, and has to run it first. */
function isSet(name: string, cells: readonly string[]): boolean {
  return cells.some((cell) => {
    if (!cell.includes(name)) return false
    const { sets, isOpaque } = namesOf(cell)
    return isOpaque || sets.has(name)
  })
}

function fixesFor(name: string, { code, others }: Situation): (Fix & { module: string })[] {
  const cells = [
    code,
    ...others.filter((other) => other.includes(name)).map((other) => new PythonCode(other))
  ]
  const using = cells.find((cell) => cell.uses(name).length > 0) ?? code
  if (isModule(name) && isTaken(using, name)) return [{ module: name, ...fix(code, name, null) }]
  return likely(modulesWith(name), name, using)
    .slice(0, MOST)
    .map((module) => ({ module, ...fix(code, module, name) }))
}

/** Used as modules are: `time.sleep`. */
function isTaken(code: PythonCode, name: string): boolean {
  const uses = code.uses(name)
  return uses.length > 0 && uses.every(({ parent }) => parent?.name === 'MemberExpression')
}

/** What is awaited is asyncio's and what is not is not; then what the cell is about already. */
function likely(modules: readonly string[], name: string, code: PythonCode): readonly string[] {
  const uses = code.uses(name)
  const isAwaited = uses.some(
    (use) => use.parent?.name === 'CallExpression' && use.parent.parent?.name === 'AwaitExpression'
  )
  if (isAwaited) return modules.filter((module) => module === 'asyncio')
  const isAsync = uses.some((use) => around(use, ['FunctionDefinition'])?.firstChild?.name === 'async')
  const isCalled = name === 'sleep' && !isAsync
  const imported = importsOf(code).map(({ module }) => module.split('.')[0])
  const score = (module: string): number => {
    if (module === 'asyncio') return isAsync ? 2 : imported.includes('asyncio') ? 0.5 : -1
    const isMeant =
      module === 'multiprocessing' && ['Process', 'Pool'].some((each) => code.uses(each).length > 0)
    return isMeant || imported.includes(module.split('.')[0] ?? module) ? 1 : 0
  }
  const sure = modules.filter((module) => !(isCalled && module === 'asyncio' && modules.length > 1))
  return sure.toSorted((a, b) => score(b) - score(a))
}

function fix(code: PythonCode, module: string, item: string | null): Fix {
  const statement = item === null ? `import ${module}` : `from ${module} import ${item}`
  return {
    does: { en: `add \`${statement}\``, zh: `加上 \`${statement}\`` },
    code: withImport(code, module, item)
  }
}

function list(parts: readonly string[], word: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}`
}
