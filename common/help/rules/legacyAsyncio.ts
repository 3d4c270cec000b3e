/** asyncio as it was written before 3.7, where a Python refuses it or warns of it. */
import { modernised, withOwnLoop } from '../asyncio/modernise'
import { raisedIn, warningsIn, type Seen } from '../raised'
import { raised, warned } from '../sentences'
import type { Fix, Rule, Situation } from '../situation'
import type { Sentence } from '../../trace/verdict/sentences'
import { MODERN } from './loopIdle'

interface Refusal {
  readonly ename: string
  readonly words: RegExp
  /** What is in the code then. */
  readonly code: RegExp
  readonly says: Sentence
}

const NO_LOOP: Sentence = {
  en: '`asyncio.get_event_loop()` makes no loop of its own any more, outside of one that runs.',
  zh: '在没有运行中的循环时，`asyncio.get_event_loop()` 不再自动创建循环。'
}
const NO_LOOP_PARAMETER: Sentence = {
  en: 'asyncio takes no `loop` here any more: each thing belongs to the loop that it is used in.',
  zh: 'asyncio 的这些调用不再接受 `loop`：对象属于使用它的那个循环。'
}
const NO_COROUTINES: Sentence = {
  en: '`asyncio.wait()` takes tasks only, and was given coroutines.',
  zh: '`asyncio.wait()` 只接受任务，这里给它的是协程。'
}

/** Python's own words, 3.9 to 3.15. */
const REFUSALS: readonly Refusal[] = [
  {
    ename: 'RuntimeError',
    words: /^There is no current event loop/,
    code: /\bget_event_loop\b/,
    says: NO_LOOP
  },
  {
    ename: 'SyntaxError',
    words: /./,
    code: /\basyncio\.async\(/,
    says: {
      en: '`async` is a word of the language since Python 3.7, so `asyncio.async()` cannot be read.',
      zh: '从 Python 3.7 起 `async` 是关键字，`asyncio.async()` 无法解析。'
    }
  },
  {
    ename: 'AttributeError',
    words: /^module '(?:asyncio|types)' has no attribute 'coroutine'/,
    code: /\bcoroutine\b/,
    says: {
      en: '`@asyncio.coroutine` is gone since Python 3.11: coroutines are written with `async def`.',
      zh: '从 Python 3.11 起没有 `@asyncio.coroutine`：协程要用 `async def` 来写。'
    }
  },
  {
    ename: 'TypeError',
    words: /unexpected keyword argument 'loop'|\*loop\* parameter was removed/,
    code: /\bloop\s*=/,
    says: NO_LOOP_PARAMETER
  },
  { ename: 'TypeError', words: /^Passing coroutines is forbidden/, code: /\bwait\(/, says: NO_COROUTINES }
]

/** The same, as Pythons warn of it that do not refuse it yet. */
const WARNINGS: readonly Omit<Refusal, 'ename'>[] = [
  {
    words: /^There is no current event loop/,
    code: /\bget_event_loop\b/,
    says: {
      en: '`asyncio.get_event_loop()` will make no loop of its own from Python 3.14 on.',
      zh: '从 Python 3.14 起，`asyncio.get_event_loop()` 不再自动创建循环。'
    }
  },
  {
    words: /^"@coroutine" decorator is deprecated/,
    code: /\bcoroutine\b/,
    says: {
      en: '`@asyncio.coroutine` is gone from Python 3.11 on.',
      zh: '从 Python 3.11 起没有 `@asyncio.coroutine`。'
    }
  },
  {
    words: /^The loop argument is deprecated/,
    code: /\bloop\s*=/,
    says: {
      en: 'asyncio takes no `loop` here from Python 3.10 on.',
      zh: '从 Python 3.10 起，asyncio 的这些调用不接受 `loop`。'
    }
  },
  {
    words: /^The explicit passing of coroutine objects to asyncio\.wait\(\)/,
    code: /\bwait\(/,
    says: {
      en: '`asyncio.wait()` takes no coroutines from Python 3.11 on.',
      zh: '从 Python 3.11 起，`asyncio.wait()` 不接受协程。'
    }
  }
]

export const legacyAsyncio: Rule = (situation) => {
  const { text } = situation.code
  for (const seen of raisedIn(situation)) {
    const refusal = REFUSALS.find(
      ({ ename, words, code }) => ename === seen.ename && words.test(seen.evalue) && code.test(text)
    )
    // In a thread of its own the program may want the loop that it has.
    if (refusal === undefined || seen.who !== null) continue
    const fixes = fixesFor(situation, seen)
    if (fixes.length > 0) return { says: refusal.says, why: [raised(seen), inVersion(situation)], fixes }
  }
  if (situation.error !== null) return null
  for (const { category, words } of warningsIn(situation)) {
    const found = WARNINGS.find(
      (each) => category === 'DeprecationWarning' && each.words.test(words) && each.code.test(text)
    )
    const fixes = found === undefined ? [] : fixesFor(situation, null)
    if (found !== undefined && fixes.length > 0)
      return {
        says: found.says,
        why: [warned(words)],
        fixes
      }
  }
  return null
}

function fixesFor({ code, others }: Situation, seen: Seen | null): Fix[] {
  const modern = modernised(code.text, others)
  const isAboutLoop = seen?.ename === 'RuntimeError'
  if (modern !== null && (modern.isRun || !isAboutLoop))
    return [{ does: modern.isRun ? MODERN : TODAY, code: modern.code }]
  const own = isAboutLoop ? withOwnLoop(code.text) : null
  return own === null ? [] : [{ does: OWN_LOOP, code: own }]
}

const TODAY = { en: 'write it as every Python from 3.9 on takes it', zh: '改成 3.9 以后各版本都接受的写法' }
const OWN_LOOP = {
  en: 'make the loop with `asyncio.new_event_loop()`',
  zh: '用 `asyncio.new_event_loop()` 创建循环'
}

function inVersion({ python: [major, minor] }: Situation): Sentence {
  const version = `Python ${String(major)}.${String(minor)}`
  return {
    en: `The kernel is ${version}; older Pythons took it.`,
    zh: `内核是 ${version}；更早的版本还接受这种写法。`
  }
}
