/** The strings about who wrote what, in English; part of `en.ts`. */
export const authorsEn = {
  filter: 'Show only lines of',
  /** Whoever does not say who it is. */
  unnamed: 'main/other',
  unnamedAbout: 'The main thread, or C code or a program that does not say who it is',
  thread: (name: string, pid: number, tid: number) =>
    tid === 0 ? `Thread ${name} · process ${pid}` : `Thread ${name} · process ${pid}, thread ${tid}`,
  process: (name: string, pid: number) => `Child process ${name} · process ${pid}`,
  count: (lines: number) => lines.toLocaleString('en'),
  chip: (name: string, lines: number) =>
    `${name}, ${lines === 1 ? '1 line' : `${lines.toLocaleString('en')} lines`}`,
  more: (authors: number) => `+${authors.toLocaleString('en')} more`,
  fewer: 'Show fewer',
  showsOnly: (name: string, lines: number) =>
    lines === 1
      ? `Only the one line of ${name} is shown`
      : `Only the ${lines.toLocaleString('en')} lines of ${name} are shown`
}

export type AuthorsText = typeof authorsEn
