/** Which language the page speaks, and the strings in it. */
import { createContext, useContext } from 'react'
import type { Language, Settings } from '../../common/ipc'
import { late } from '../late/late'
import { en, type Text } from './en'

export type { Text } from './en'

/** The page begins without it where it speaks English. */
export const chinese = late(async (): Promise<Text> => (await import('./zh')).zh)

/** The user's choice, or else the system's language (a BCP 47 tag) where we speak it, or else English. */
export function chosenLanguage(choice: Settings['language'], locale: string): Language {
  if (choice !== 'system') return choice
  return /^zh\b/i.test(locale) ? 'zh' : 'en'
}

/** The strings; in English where the others are not there yet. */
export function text(language: Language): Text {
  return language === 'zh' ? (chinese.now() ?? en) : en
}

/** The strings for the components below; the page's root provides them in the chosen language. */
export const TextContext = createContext<Text>(en)

export function useText(): Text {
  return useContext(TextContext)
}
