/**
 * Parts of the page that a start does without: read, compiled and run when they are first asked for, or in the first quiet
 * moments after the start, so that nobody waits for one who did not click at once.
 */
import { useEffect, useSyncExternalStore } from 'react'
import { comesLate } from '../markdown/lateParts'

export interface Late<T> {
  /** The part, once it is there. */
  readonly now: () => T | null
  /** Asks for it; any number of times. */
  readonly load: () => Promise<T>
  /** Tells when it has come; the answer stops the telling. */
  readonly subscribe: (listener: () => void) => () => void
}

export function late<T>(load: () => Promise<T>): Late<T> {
  const listeners = new Set<() => void>()
  let part: T | null = null
  let coming: Promise<T> | null = null
  return {
    now: () => part,
    load: () =>
      (coming ??= load().then((came) => {
        part = came
        for (const listener of [...listeners]) listener()
        return came
      })),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}

/** The part, asked for when it is not there yet: then null for some tens of milliseconds. Paper waits for it. */
export function useLate<T>(part: Late<T>, isNeeded = true): T | null {
  const now = useSyncExternalStore(part.subscribe, part.now)
  useEffect(() => {
    if (isNeeded && part.now() === null) comesLate(part.load())
  }, [part, isNeeded])
  return now
}

/** Milliseconds after the start in which the page still makes its first cells ready. */
const QUIET_AFTER = 1_000

/** Loads the parts one after the other, each when the page has nothing to do. */
export async function loadInQuiet(parts: readonly Late<unknown>[]): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, QUIET_AFTER))
  for (const part of parts) {
    await new Promise((resolve) => requestIdleCallback(resolve))
    await part.load()
  }
}
