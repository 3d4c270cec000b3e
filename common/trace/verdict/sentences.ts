/** The verdict's sentences, English and Chinese: one per pattern, with the figures that led to it. */
import type { Language } from '../../ipc'
import { assertNever } from '../../result'
import type { Facts, Wait, Waiter } from './facts'
import type { AwaitKind } from '../taskTrace'
import { reasonInChinese } from '../tierReasons'
import { executionCountOf, type Line } from '../trace'

export type Sentence = Record<Language, string>

/** Why the evidence is thin. Shares are 0 to 1. */
export type Doubt =
  | { readonly about: 'missed'; readonly share: number }
  | { readonly about: 'gaps'; readonly share: number }
  | { readonly about: 'unmet'; readonly share: number }
  | { readonly about: 'gil-unknown'; readonly reason: string }

const percent = (share: number): string => `${String(Math.round(share * 100))} %`
const number = (value: number): string => value.toFixed(value < 9.95 ? 1 : 0)
const cores = (value: number): string => value.toFixed(2)
const time = (ms: number): string =>
  ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`
const timeZh = (ms: number): string =>
  ms < 1000 ? `${String(Math.round(ms))} 毫秒` : `${(ms / 1000).toFixed(1)} 秒`

const WAITS: Record<Wait, Sentence> = {
  lock: { en: 'waited for a lock, a queue or another thread', zh: '在等锁、队列或其他线程' },
  sleep: { en: 'slept', zh: '在睡眠' },
  io: { en: 'waited for input or output', zh: '在等输入输出' },
  'child-wait': { en: 'waited for another process', zh: '在等其他进程' },
  idle: { en: 'did nothing that can be named', zh: '没有可辨认的活动' }
}

/** The CPUs that a machine did not give, where that is notable. */
function shortfall(given: number, wanted: number): Sentence {
  if (given > wanted * 0.75) return { en: '', zh: '' }
  return {
    en: ` There was work for ${number(wanted)}; the machine gave less.`,
    zh: `按需要本可用 ${number(wanted)} 个核心，机器没有给这么多。`
  }
}

function waiters(
  list: readonly Waiter[],
  one: (waiter: Waiter) => string,
  more: (count: number) => string,
  between: string
): string {
  const rest = list.length > 4 ? [more(list.length - 4)] : []
  return [...list.slice(0, 4).map(one), ...rest].join(between)
}

/** Where somebody waits, after their name. */
function placeOf(where: Line | null): Sentence {
  if (where === null) return { en: '', zh: '' }
  const count = executionCountOf(where)
  const line = String(where.line)
  if (count === null) return { en: ` in ${where.file}, line ${line}`, zh: ` 在 ${where.file} 第 ${line} 行` }
  return { en: ` in cell [${String(count)}], line ${line}`, zh: ` 在单元格 [${String(count)}] 第 ${line} 行` }
}

/** The one sentence for these facts. */
export function sentenceOf(facts: Facts): Sentence {
  switch (facts.pattern) {
    case 'too-short':
      return {
        en: `Too short to say: ${time(facts.wall)}, ${String(facts.samples)} samples.`,
        zh: `时间太短，无法判断：${timeZh(facts.wall)}，${String(facts.samples)} 个采样。`
      }
    case 'stuck':
      return {
        en:
          `Stuck: for ${time(facts.time)} nobody ran and everybody waited (` +
          waiters(
            facts.waiters,
            (w) => w.name + placeOf(w.where).en,
            (n) => `${String(n)} more`,
            ', '
          ) +
          '). Unless one of these waits has a time limit, this is a deadlock.',
        zh:
          `卡住了：${timeZh(facts.time)}内没有任何线程运行，全都在等待（` +
          waiters(
            facts.waiters,
            (w) => w.name + placeOf(w.where).zh,
            (n) => `另有 ${String(n)} 个`,
            '，'
          ) +
          '）。除非其中某个等待设有时限，否则这就是死锁。'
      }
    case 'gil-convoy':
      return {
        en:
          `GIL convoy: ${facts.starved} needed ${time(facts.used)} of CPU but waited ${time(facts.waited)} for the GIL` +
          ` (${percent(facts.waitedShare)} of its life), because ${facts.busy} kept it busy` +
          (facts.others > 0 ? `; ${String(facts.others)} more threads fared alike.` : '.'),
        zh:
          `GIL 护航效应：${facts.starved} 只需 ${timeZh(facts.used)} CPU，却等了 GIL ${timeZh(facts.waited)}` +
          `（占其存活时间的 ${percent(facts.waitedShare)}），因为 ${facts.busy} 一直占着它` +
          (facts.others > 0 ? `；另有 ${String(facts.others)} 个线程也是如此。` : '。')
      }
    case 'gil-serialized':
      return {
        en:
          `Serialized by the GIL: ${String(facts.threads)} threads took turns on ${cores(facts.cores)} cores; the GIL was` +
          ` held ${percent(facts.heldShare)} of the time, and each thread spent ${percent(facts.waitedShare)} of its life` +
          ` waiting for it (${String(Math.round(facts.handOffs))} hand-offs a second).${shortfall(facts.cores, facts.wanted).en}`,
        zh:
          `被 GIL 串行化：${String(facts.threads)} 个线程轮流运行，平均只用了 ${cores(facts.cores)} 个核心；GIL 有` +
          ` ${percent(facts.heldShare)} 的时间被持有，每个线程平均有 ${percent(facts.waitedShare)} 的时间在等它` +
          `（每秒交接 ${String(Math.round(facts.handOffs))} 次）。${shortfall(facts.cores, facts.wanted).zh}`
      }
    case 'oversubscribed':
      return {
        en:
          `Oversubscribed: ${number(facts.wanted)} threads wanted a CPU at a time on ${String(facts.machine)} cores, and` +
          ` queued for one ${percent(facts.queuedShare)} of that time.`,
        zh:
          `超额订阅：平均同时有 ${number(facts.wanted)} 个线程想用 CPU，而机器只有 ${String(facts.machine)} 个核心，` +
          `其中 ${percent(facts.queuedShare)} 的时间在排队。`
      }
    case 'imbalance':
      return {
        en:
          `Work badly divided: of ${String(facts.workers)} workers that ran in parallel, ${facts.last} went on alone for` +
          ` the last ${time(facts.alone)}, ${percent(facts.aloneShare)} of the time.`,
        zh:
          `负载不均：${String(facts.workers)} 个并行的工作者中，${facts.last} 最后独自运行了 ${timeZh(facts.alone)}，` +
          `占 ${percent(facts.aloneShare)} 的时间。`
      }
    case 'parallel-processes':
      return {
        en: `Parallel: ${String(facts.processes)} processes, each with its own Python, used ${cores(facts.cores)} cores.${shortfall(facts.cores, facts.wanted).en}`,
        zh: `真正并行：${String(facts.processes)} 个进程各有自己的 Python，共用了 ${cores(facts.cores)} 个核心。${shortfall(facts.cores, facts.wanted).zh}`
      }
    case 'parallel-native':
      return {
        en: `Parallel: ${String(facts.threads)} threads ran native code with the GIL let go ${percent(facts.nativeShare)} of their CPU time, on ${cores(facts.cores)} cores.${shortfall(facts.cores, facts.wanted).en}`,
        zh: `真正并行：${String(facts.threads)} 个线程有 ${percent(facts.nativeShare)} 的 CPU 时间在释放 GIL 的原生代码中，共用了 ${cores(facts.cores)} 个核心。${shortfall(facts.cores, facts.wanted).zh}`
      }
    case 'parallel-interpreters':
      return {
        en: `Parallel: ${String(facts.interpreters)} interpreters, each with its own GIL, used ${cores(facts.cores)} cores.${shortfall(facts.cores, facts.wanted).en}`,
        zh: `真正并行：${String(facts.interpreters)} 个解释器各有自己的 GIL，共用了 ${cores(facts.cores)} 个核心。${shortfall(facts.cores, facts.wanted).zh}`
      }
    case 'parallel-no-gil':
      return {
        en: `Parallel: ${String(facts.threads)} threads ran Python at once, without a GIL, on ${cores(facts.cores)} cores.${shortfall(facts.cores, facts.wanted).en}`,
        zh: `真正并行：没有 GIL，${String(facts.threads)} 个线程同时运行 Python，共用了 ${cores(facts.cores)} 个核心。${shortfall(facts.cores, facts.wanted).zh}`
      }
    case 'lock-contention':
      return {
        en:
          `Waiting for each other: ${String(facts.threads)} threads spent ${percent(facts.lockShare)} of their lives` +
          ` waiting for locks or queues; on average ${number(facts.active)} of them did anything else.`,
        zh:
          `互相等待：${String(facts.threads)} 个线程有 ${percent(facts.lockShare)} 的时间在等锁或队列；` +
          `平均只有 ${number(facts.active)} 个在做别的事。`
      }
    case 'overlapped-waiting':
      return {
        en: `Overlapped waiting: on average ${number(facts.waiting)} threads waited at once (most ${WAITS[facts.wait].en}), using ${cores(facts.cores)} cores.`,
        zh: `重叠等待：平均同时有 ${number(facts.waiting)} 个线程在等待（多数${WAITS[facts.wait].zh}），只用了 ${cores(facts.cores)} 个核心。`
      }
    case 'overlapped-tasks':
      return overlappedTasks(facts)
    case 'blocked-loop':
      return blockedLoop(facts)
    case 'one-thread':
      return oneThread(facts)
    case 'unclear':
      return {
        en: `No clear pattern: ${cores(facts.cores)} cores were used (${String(facts.threads)} busy ${facts.threads === 1 ? 'thread was' : 'threads were'} seen).`,
        zh: `没有明显的模式：共用了 ${cores(facts.cores)} 个核心（观察到 ${String(facts.threads)} 个忙碌的线程）。`
      }
    default:
      return assertNever(facts)
  }
}

/** What tasks of an event loop wait for. */
const AWAITS: Record<AwaitKind, { readonly did: Sentence; readonly of: Sentence }> = {
  sleep: { did: { en: 'slept', zh: '在睡眠' }, of: { en: 'sleep', zh: '睡眠' } },
  lock: {
    did: { en: 'waited for a lock or an event of asyncio', zh: '在等 asyncio 的锁或事件' },
    of: { en: 'locks and events', zh: '锁和事件' }
  },
  queue: {
    did: { en: 'waited for a queue of asyncio', zh: '在等 asyncio 的队列' },
    of: { en: 'queues', zh: '队列' }
  },
  tasks: {
    did: { en: 'waited for other tasks', zh: '在等其他任务' },
    of: { en: 'other tasks', zh: '其他任务' }
  },
  io: {
    did: { en: 'waited for input or output', zh: '在等输入输出' },
    of: { en: 'input and output', zh: '输入输出' }
  },
  thread: { did: { en: 'waited for a thread', zh: '在等线程' }, of: { en: 'threads', zh: '线程' } },
  process: {
    did: { en: 'waited for another process', zh: '在等其他进程' },
    of: { en: 'processes', zh: '进程' }
  },
  future: { did: { en: 'waited for a future', zh: '在等 Future' }, of: { en: 'futures', zh: 'Future' } },
  other: {
    did: { en: 'waited for something that cannot be named', zh: '在等无法辨认的对象' },
    of: { en: 'something that cannot be named', zh: '无法辨认的对象' }
  }
}

function overlappedTasks(facts: Extract<Facts, { pattern: 'overlapped-tasks' }>): Sentence {
  const { loops, tasks, atOnce, kind } = facts
  const [of, busy] = [AWAITS[kind].of, percent(facts.busyShare)]
  const [threads, threadsZh] =
    loops === 1 ? ['One thread', '一个线程'] : [`${String(loops)} event loops`, `${String(loops)} 个事件循环`]
  return {
    en:
      `${threads}, ${String(tasks)} tasks: for ${time(facts.time)} they waited together, on average ${number(atOnce)} at once ` +
      `(mostly for ${of.en}); running them took ${busy} of the time.`,
    zh:
      `${threadsZh}，${String(tasks)} 个任务：它们一起等待了 ${timeZh(facts.time)}，平均同时有 ${number(atOnce)} 个在等` +
      `（主要是${of.zh}）；运行任务只占 ${busy} 的时间。`
  }
}

function blockedLoop(facts: Extract<Facts, { pattern: 'blocked-loop' }>): Sentence {
  const { by, others, count } = facts
  const who = by === '' ? { en: 'a callback', zh: '一个回调' } : { en: `“${by}”`, zh: `“${by}”` }
  const steps = {
    en: count === 1 ? '' : `${String(count)} such steps; `,
    zh: count === 1 ? '' : `这样的步骤共 ${String(count)} 个，`
  }
  return {
    en:
      `The event loop was held up: ${who.en} ran for ${time(facts.longest)} without awaiting, while ` +
      `${String(others)} ${others === 1 ? 'other was' : 'others were'} ready (${steps.en}${percent(facts.share)} of the time).`,
    zh:
      `事件循环被占住：${who.zh} 连续运行 ${timeZh(facts.longest)} 而没有 await，其间另有 ${String(others)} 个已经就绪` +
      `（${steps.zh}占 ${percent(facts.share)} 的时间）。`
  }
}

function oneThread(facts: Extract<Facts, { pattern: 'one-thread' }>): Sentence {
  if (facts.wait) {
    const waited = facts.awaited === null ? WAITS[facts.wait] : AWAITS[facts.awaited].did
    return {
      en: `One thread only: ${facts.name}, which ${waited.en} ${percent(facts.waitShare)} of its life and used ${cores(facts.cores)} cores.`,
      zh: `只有一个线程：${facts.name} 有 ${percent(facts.waitShare)} 的时间${waited.zh}，用了 ${cores(facts.cores)} 个核心。`
    }
  }
  if (facts.threads > 1)
    return {
      en: `One thread at a time: ${String(facts.threads)} threads worked one after the other, on ${cores(facts.cores)} cores.`,
      zh: `同一时刻只有一个线程：${String(facts.threads)} 个线程先后运行，用了 ${cores(facts.cores)} 个核心。`
    }
  const all =
    facts.workShare > 0.985
      ? { en: 'all the work', zh: '全部工作' }
      : { en: `${percent(facts.workShare)} of the work`, zh: `${percent(facts.workShare)} 的工作` }
  return {
    en: `One thread only: ${facts.name} did ${all.en}, on ${cores(facts.cores)} cores.${shortfall(facts.cores, facts.wanted).en}`,
    zh: `只有一个线程：${all.zh}由 ${facts.name} 完成，用了 ${cores(facts.cores)} 个核心。${shortfall(facts.cores, facts.wanted).zh}`
  }
}

/** What weakens a verdict, to be said after it. */
export function doubtOf(doubt: Doubt): Sentence {
  switch (doubt.about) {
    case 'missed':
      return {
        en: `The evidence is thin: ${percent(doubt.share)} of the samples were missed.`,
        zh: `证据不足：有 ${percent(doubt.share)} 的采样缺失。`
      }
    case 'gaps':
      return {
        en: `The evidence is thin: nobody looked for ${percent(doubt.share)} of the time.`,
        zh: `证据不足：有 ${percent(doubt.share)} 的时间没有观察到。`
      }
    case 'unmet':
      return {
        en: `${percent(doubt.share)} of the CPU time was used by threads or processes too short-lived to be seen.`,
        zh: `有 ${percent(doubt.share)} 的 CPU 时间由存活太短、没有观察到的线程或进程使用。`
      }
    case 'gil-unknown':
      return {
        en: `The GIL could not be read${doubt.reason ? ` (${doubt.reason})` : ''}, so waiting for it may look like waiting for something else.`,
        zh: `无法读取 GIL${doubt.reason ? `（${reasonInChinese(doubt.reason)}）` : ''}，等待 GIL 可能看起来像在等别的东西。`
      }
    default:
      return assertNever(doubt)
  }
}
