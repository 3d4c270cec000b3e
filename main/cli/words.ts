/** English sentences of the command line. */
import type { SaidNotice } from '../../common/protocol'
import type { Problem } from '../../common/result'

/** A problem in one line that names the file it is about. */
export function sentence({ message, detail }: Problem, file: string): string {
  const about = message.includes(file) ? message : `${file}: ${message}`
  return detail === undefined || about.includes(detail) ? about : `${about} (${detail})`
}

/** What a person should know of a run. */
export function noticeInWords(notice: SaidNotice): string {
  switch (notice.what) {
    case 'worker-lost': {
      const { worker, pid, exitCode, signal } = notice
      const how = signal === null ? `ended with exit code ${String(exitCode)}` : `was killed by ${signal}`
      return `${worker} (pid ${pid}) ${how}: its task is lost, and multiprocessing.Pool waits for it for ever.`
    }
    case 'threads-go-on':
      return `Still running: ${notice.threads.join(', ')}. Threads cannot be interrupted.`
    case 'interrupt-unheard':
      return `The interrupt did nothing: SIGINT goes to ${notice.handler ?? 'nobody'}.`
  }
}

/** `950 ms`, `2.4 s` or `3 min 20 s`. */
export function duration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** The first line of a text that says something, cut to that many characters. */
export function firstLine(text: string, characters: number): string {
  const line =
    text
      .split('\n')
      .find((each) => each.trim() !== '')
      ?.trim() ?? ''
  const letters = [...line]
  return letters.length > characters ? `${letters.slice(0, characters - 1).join('')}…` : line
}

// eslint-disable-next-line no-control-regex -- colours of tracebacks are made of control characters
const COLOURS = /\x1b\[[0-9;]*m/g

/** The text without its colours. */
export function plain(text: string): string {
  return text.replaceAll(COLOURS, '')
}
