/** Fenced code in languages other than Python: each language is loaded with the first fence that names it. */
import { StreamLanguage, type StreamParser } from '@codemirror/language'
import { highlightedAs } from '../../common/markdown/highlight'
import { comesLate } from './lateParts'

type Mode = Promise<StreamParser<unknown>>

const LANGUAGES: Record<string, () => Mode> = {
  bash: () => import('@codemirror/legacy-modes/mode/shell').then(({ shell }) => shell),
  c: () => import('@codemirror/legacy-modes/mode/clike').then(({ c }) => c),
  cpp: () => import('@codemirror/legacy-modes/mode/clike').then(({ cpp }) => cpp),
  csharp: () => import('@codemirror/legacy-modes/mode/clike').then(({ csharp }) => csharp),
  css: () => import('@codemirror/legacy-modes/mode/css').then(({ css }) => css),
  diff: () => import('@codemirror/legacy-modes/mode/diff').then(({ diff }) => diff),
  dockerfile: () => import('@codemirror/legacy-modes/mode/dockerfile').then(({ dockerFile }) => dockerFile),
  go: () => import('@codemirror/legacy-modes/mode/go').then(({ go }) => go),
  html: () => import('@codemirror/legacy-modes/mode/xml').then(({ html }) => html),
  java: () => import('@codemirror/legacy-modes/mode/clike').then(({ java }) => java),
  javascript: () => import('@codemirror/legacy-modes/mode/javascript').then(({ javascript }) => javascript),
  json: () => import('@codemirror/legacy-modes/mode/javascript').then(({ json }) => json),
  julia: () => import('@codemirror/legacy-modes/mode/julia').then(({ julia }) => julia),
  kotlin: () => import('@codemirror/legacy-modes/mode/clike').then(({ kotlin }) => kotlin),
  powershell: () => import('@codemirror/legacy-modes/mode/powershell').then(({ powerShell }) => powerShell),
  r: () => import('@codemirror/legacy-modes/mode/r').then(({ r }) => r),
  rust: () => import('@codemirror/legacy-modes/mode/rust').then(({ rust }) => rust),
  sql: () => import('@codemirror/legacy-modes/mode/sql').then(({ standardSQL }) => standardSQL),
  toml: () => import('@codemirror/legacy-modes/mode/toml').then(({ toml }) => toml),
  typescript: () => import('@codemirror/legacy-modes/mode/javascript').then(({ typescript }) => typescript),
  xml: () => import('@codemirror/legacy-modes/mode/xml').then(({ xml }) => xml),
  yaml: () => import('@codemirror/legacy-modes/mode/yaml').then(({ yaml }) => yaml)
}

/** Other names for them. */
const ALIASES: Record<string, string> = {
  ...{ sh: 'bash', shell: 'bash', zsh: 'bash', console: 'bash', js: 'javascript', jsx: 'javascript' },
  ...{ ts: 'typescript', tsx: 'typescript', jsonc: 'json', yml: 'yaml', ini: 'toml', 'c++': 'cpp', h: 'c' },
  ...{ cs: 'csharp', rs: 'rust', golang: 'go', docker: 'dockerfile', ps1: 'powershell', patch: 'diff' },
  ...{ htm: 'html', svg: 'xml', kt: 'kotlin', jl: 'julia', sqlite: 'sql' }
}

const loaded = new Map<string, Promise<StreamLanguage<unknown>>>()

/** The language that a fence names; null for one that we do not know. */
export function languageOf(name: string): Promise<StreamLanguage<unknown>> | null {
  const key = name.toLowerCase()
  const language = ALIASES[key] ?? key
  const load = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined
  if (load === undefined) return null
  const known = loaded.get(language) ?? load().then((mode) => StreamLanguage.define(mode))
  loaded.set(language, known)
  return known
}

/** Colours the fences of rendered Markdown as soon as their languages are there. */
export function colourFences(parent: Element): void {
  for (const code of parent.querySelectorAll<HTMLElement>('pre > code[class^="language-"]'))
    comesLate(colour(code, languageOf(code.className.replace('language-', ''))))
}

async function colour(code: HTMLElement, loading: ReturnType<typeof languageOf>): Promise<void> {
  if (loading === null) return
  // The text is escaped there: what becomes HTML is our own spans alone.
  code.innerHTML = highlightedAs(await loading, code.textContent)
  code.removeAttribute('class')
}
