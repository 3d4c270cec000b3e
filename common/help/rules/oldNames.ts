/** Names that threading and time had once, where a Python refuses them or warns of them. */
import { childrenOf } from '../../python/code'
import { Edits } from '../../python/edits'
import { meaningOf } from '../../python/imports'
import { raisedIn, warningsIn } from '../raised'
import { raised, warned } from '../sentences'
import type { Rule } from '../situation'
import type { Sentence } from '../../trace/verdict/sentences'

/** As a call of a method: what stands for it, without its brackets (an attribute) or with them. */
const METHODS: Readonly<Record<string, string>> = {
  getName: 'name',
  isDaemon: 'daemon',
  notifyAll: 'notify_all()',
  isSet: 'is_set()',
  isAlive: 'is_alive()'
}
/** `thread.setName(x)` as a statement. */
const SETTERS: Readonly<Record<string, string>> = { setName: 'name', setDaemon: 'daemon' }
const FUNCTIONS: Readonly<Record<string, string>> = {
  'threading.currentThread': 'current_thread',
  'threading.activeCount': 'active_count',
  'time.clock': 'perf_counter'
}
const OLD = new Set([
  ...Object.keys(METHODS),
  ...Object.keys(SETTERS),
  'currentThread',
  'activeCount',
  'clock'
])

const WARNED = /^(\w+)\(\) is deprecated, (?:get|set|use)\b/
const GONE = /^(?:'\w*Thread' object|module 'time') has no attribute '(\w+)'/

export const oldNames: Rule = (situation) => {
  const { code, isRunning } = situation
  if (isRunning || !code.isWhole) return null
  const refused = raisedIn(situation).filter(({ ename }) => ename === 'AttributeError')
  const warnings = warningsIn(situation).filter(({ category }) => category === 'DeprecationWarning')
  const gone = refused.flatMap((seen) =>
    found(GONE, seen.evalue).map((name) => ({ name, why: raised(seen) }))
  )
  const late = warnings.flatMap(({ words }) =>
    found(WARNED, words).map((name) => ({
      name,
      why: warned(words)
    }))
  )
  const told = gone.length > 0 ? gone : situation.error === null ? late : []
  const names = [...new Set(told.map(({ name }) => name))]
  const edits = new Edits(code)
  for (const name of names) replace(situation, name, edits)
  const [first] = names
  if (first === undefined || edits.isEmpty) return null
  return {
    says: gone.length > 0 ? isGone(names) : isLate(names),
    why: told.filter(({ name }, at) => names.indexOf(name) === at).map(({ why }) => why),
    fixes: [{ does: { en: 'use the names of today', zh: '改用现在的名称' }, code: edits.done() }]
  }
}

function found(words: RegExp, text: string): string[] {
  const name = words.exec(text)?.[1]
  return name !== undefined && OLD.has(name) ? [name] : []
}

function isGone(names: readonly string[]): Sentence {
  const list = names.map((name) => `\`${name}()\``)
  return {
    en: `${list.join(', ')}: this Python has it under another name.`,
    zh: `${list.join('、')}：这个版本的 Python 换了名称。`
  }
}

function isLate(names: readonly string[]): Sentence {
  const list = names.map((name) => `\`${name}()\``)
  return {
    en: `${list.join(', ')}: an old name that a later Python will not have.`,
    zh: `${list.join('、')}：旧名称，以后的 Python 不再提供。`
  }
}

function replace({ code }: Parameters<Rule>[0], name: string, edits: Edits): void {
  for (const { node, callee, args } of code.calls()) {
    const member = node.firstChild
    const property = member?.name === 'MemberExpression' ? member.lastChild : null
    const [now, setter] = [METHODS[name], SETTERS[name]]
    const plain = FUNCTIONS[meaningOf(code, callee)]
    if (plain !== undefined && meaningOf(code, callee).endsWith(`.${name}`))
      edits.replace(property ?? member ?? node, plain)
    else if (property === null || property === undefined || code.of(property) !== name) continue
    else if (now !== undefined && args.length === 0) edits.replace({ from: property.from, to: node.to }, now)
    else if (
      setter !== undefined &&
      args.length === 1 &&
      node.parent?.name === 'ExpressionStatement' &&
      args[0] !== undefined
    )
      edits.replace({ from: property.from, to: node.to }, `${setter} = ${code.of(args[0].node)}`)
  }
  // `from threading import currentThread`
  for (const node of code.all('ImportStatement'))
    for (const each of childrenOf(node))
      for (const [old, now] of Object.entries(FUNCTIONS))
        if (
          old.endsWith(`.${name}`) &&
          code.of(each) === name &&
          code.of(node).startsWith(`from ${old.split('.')[0] ?? ''} `)
        )
          edits.replace(each, now)
}
