/** The words of monitors, by language. */
import type { Language } from '../ipc'
import { traceEn } from './words/en'
import type { TraceWords } from './words/TraceWords'
import { traceZh } from './words/zh'

export const traceWords: Readonly<Record<Language, TraceWords>> = { en: traceEn, zh: traceZh }
