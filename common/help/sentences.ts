/** Parts of the sentences that several rules say. */
import type { Sentence } from '../trace/verdict/sentences'
import type { Seen } from './raised'

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** `two coroutines`; figures from eleven on. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${SMALL[number] ?? String(number)} ${number === 1 ? one : many}`
}

/** What Python raised, and where. */
export function raised({ ename, evalue, who }: Seen): Sentence {
  const words = `\`${(evalue === '' ? ename : `${ename}: ${evalue}`).replaceAll('`', "'")}\``
  return who === null
    ? { en: `Python raised ${words}.`, zh: `Python 抛出了 ${words}。` }
    : { en: `${who} ended with ${words}.`, zh: `${who} 因 ${words} 而结束。` }
}

export function warned(words: string): Sentence {
  const quoted = `\`${words.replaceAll('`', "'")}\``
  return { en: `Python warned: ${quoted}.`, zh: `Python 警告：${quoted}。` }
}
