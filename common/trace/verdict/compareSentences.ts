/** What changed from one run to another, in a sentence, English and Chinese. */
import { assertNever } from '../../result'
import type { Amdahl } from './amdahl'
import type { Cause, Change, Part } from './compare'
import type { Pattern } from './facts'
import type { Sentence } from './sentences'

const times = (value: number): string => value.toFixed(value < 9.95 ? 1 : 0)
const cores = (value: number): string => value.toFixed(value < 0.95 ? 2 : 1)
const seconds = (ms: number): string => (ms < 1000 ? String(Math.round(ms)) : (ms / 1000).toFixed(2))
const time = (ms: number): string => `${seconds(ms)} ${ms < 1000 ? 'ms' : 's'}`
const timeZh = (ms: number): string => `${seconds(ms)} ${ms < 1000 ? '毫秒' : '秒'}`
const percent = (share: number): string => `${String(Math.round(share * 100))} %`

/** How threads got rid of the GIL. */
const WAYS: Partial<Record<Pattern, Sentence>> = {
  'parallel-processes': { en: ': each process has its own', zh: '：每个进程各有一个' },
  'parallel-interpreters': { en: ': each interpreter has its own', zh: '：每个解释器各有一个' },
  'parallel-native': { en: ': native code lets it go', zh: '：原生代码会释放它' },
  'parallel-no-gil': { en: ': this Python has none', zh: '：这个 Python 没有 GIL' }
}

export function changeSentence(change: Change): Sentence {
  const { speed, wall } = change
  switch (speed) {
    case 'too-short':
      return {
        en: `Too short to compare: ${time(wall.from)} and ${time(wall.to)}.`,
        zh: `时间太短，无法比较：${timeZh(wall.from)}与 ${timeZh(wall.to)}。`
      }
    case 'same':
      return {
        en: `No difference beyond noise: ${time(wall.from)} and ${time(wall.to)}${parts(change, ', though with ').en}.`,
        zh: `没有超出误差的差别：${timeZh(wall.from)}与 ${timeZh(wall.to)}${parts(change, '').zh}。`
      }
    case 'faster':
    case 'slower': {
      const because = change.cause === null ? { en: '', zh: '' } : causeOf(change.cause)
      const faster = speed === 'faster'
      return {
        en: `${times(change.times)}× ${speed}${parts(change, ': ').en}${because.en}.`,
        zh: `${faster ? '速度' : '用时'}是原来的 ${times(change.times)} 倍${parts(change, '').zh}${because.zh}。`
      }
    }
    default:
      return assertNever(speed)
  }
}

/** Which figures changed. */
function parts({ cores: used, cpu }: Change, lead: string): Sentence {
  const instead = (part: Part, say: (value: number) => string): [string, string] => [
    say(part.to),
    say(part.from)
  ]
  const list: Sentence[] = []
  if (used !== null) {
    const [to, from] = instead(used, cores)
    list.push({ en: `${to} cores instead of ${from}`, zh: `用了 ${to} 个核心，而不是 ${from} 个` })
  }
  if (cpu !== null)
    list.push({
      en: `${time(cpu.to)} of CPU time instead of ${time(cpu.from)}`,
      zh: `CPU 时间为 ${timeZh(cpu.to)}，而不是 ${timeZh(cpu.from)}`
    })
  if (list.length === 0) return { en: '', zh: '' }
  return { en: lead + list.map(({ en }) => en).join(' and '), zh: `：${list.map(({ zh }) => zh).join('，')}` }
}

function causeOf(cause: Cause): Sentence {
  switch (cause.kind) {
    case 'gil-gone': {
      const way = WAYS[cause.pattern] ?? { en: '', zh: '' }
      return {
        en: `, because the GIL no longer serialized the ${String(cause.threads)} threads${way.en}`,
        zh: `，因为 GIL 不再让 ${String(cause.threads)} 个线程轮流运行${way.zh}`
      }
    }
    case 'gil-came':
      return {
        en: `, because the GIL now serializes ${String(cause.threads)} threads`,
        zh: `，因为 GIL 现在让 ${String(cause.threads)} 个线程轮流运行`
      }
    case 'parallel':
      return { en: ', because the work no longer ran in one thread', zh: '，因为工作不再只由一个线程来做' }
    case 'one-at-a-time':
      return { en: ', because one thread now does all the work', zh: '，因为现在全部工作由一个线程来做' }
    case 'waits-overlap':
      return { en: ', because waits overlapped', zh: '，因为等待相互重叠了' }
    case 'waits-in-turn':
      return { en: ', because waits no longer overlapped', zh: '，因为等待不再重叠' }
    case 'locks-gone':
      return {
        en: ', because threads no longer waited for each other’s locks',
        zh: '，因为线程不再互相等锁'
      }
    case 'locks-came':
      return { en: ', because threads now wait for each other’s locks', zh: '，因为线程现在互相等锁' }
    case 'balanced':
      return { en: ', because no worker went on alone at the end', zh: '，因为最后不再只剩一个工作者' }
    case 'unbalanced':
      return { en: ', because one worker went on alone at the end', zh: '，因为最后只剩一个工作者' }
    case 'machine-gave-more':
      return { en: ', because other programs left it more of the cores', zh: '，因为其他程序让出了更多核心' }
    case 'machine-gave-less':
      return { en: ', because other programs took more of the cores', zh: '，因为其他程序占用了更多核心' }
    default:
      return assertNever(cause)
  }
}

export function amdahlSentence({ serial, bound, onMachine, cores: machine }: Amdahl): Sentence {
  if (serial < 0.02)
    return {
      en: 'Amdahl: next to nothing of the work ran on one core only; more cores would make it faster still.',
      zh: '阿姆达尔定律：几乎没有只用一个核心的部分；核心更多，还会更快。'
    }
  return {
    en:
      `Amdahl: ${percent(serial)} of the work used one core at most; compared with one core it can become` +
      ` ${times(onMachine)}× as fast on ${String(machine)} cores, and ${times(bound)}× on any number.`,
    zh:
      `阿姆达尔定律：${percent(serial)} 的工作最多只用一个核心；与单核相比，${String(machine)} 个核心速度最多是` +
      ` ${times(onMachine)} 倍，核心再多也只有 ${times(bound)} 倍。`
  }
}
