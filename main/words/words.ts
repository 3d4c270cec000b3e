import type { Language, Settings } from '../../common/ipc'
import type { Words } from './en'
import { en } from './en'
import { zh } from './zh'

/** The language to speak: the chosen one, or Chinese on a Chinese system and English elsewhere. `locale` is a BCP 47 tag. */
export function languageOf(choice: Settings['language'], locale: string): Language {
  if (choice !== 'system') return choice
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export function wordsOf(language: Language): Words {
  return language === 'zh' ? zh : en
}
