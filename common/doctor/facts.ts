/**
 * What was found out about a machine, as far as Gilscope needs it: facts, no judgements. They are gathered by main
 * (`main/doctor`) and judged wherever somebody reads them, in the reader's language (`judge.ts`).
 */
import type { Interpreter } from '../session'
import type { Tier } from '../trace/sample'

/** It could not be found out; why, in English. */
export interface Unknown {
  readonly unknown: string
}

export type Fact<T extends object> = T | Unknown

export function isKnown<T extends object>(fact: Fact<T>): fact is T {
  return !('unknown' in fact)
}

export interface SystemFacts {
  /** Node's name of it. */
  readonly platform: string
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string
  /** The release of its kernel. */
  readonly release: string
  readonly arch: string
  /** Which system's packages it takes (`ID` and `ID_LIKE` of os-release(5)). */
  readonly family: Family
  readonly isRoot: boolean
  /** `docker`, `podman`, …; null outside of containers, as far as that can be seen. */
  readonly container: string | null
  /** Gilscope's version, and what it runs on: `Electron 45.4.1` or `Node 22.1.0`. */
  readonly version: string
  readonly runtime: string
}

export type Family = 'debian' | 'fedora' | 'arch' | 'suse' | 'alpine' | 'other'

export interface CoreFacts {
  readonly present: number
  /** On how many of them Gilscope, and so each kernel, may run (sched_setaffinity(2)). */
  readonly allowed: number
  /** How many cores' worth of time its control group may use (cgroups(7), `cpu.max`); null: all. */
  readonly quota: number | null
}

/** What came of starting a kernel and watching it run a cell. */
export type TrialFacts =
  | { readonly outcome: 'none' }
  | {
      readonly outcome: 'failed'
      readonly path: string
      readonly version: string
      /** In English, and what it said itself. */
      readonly problem: string
      readonly words: string
    }
  | {
      readonly outcome: 'ran'
      readonly path: string
      readonly version: string
      /** From the start to the end of the cell, in milliseconds. */
      readonly ms: number
      /** How much of it could be seen; null: nothing, the scope itself failed. */
      readonly tier: Tier | null
      /** Why that is not all (`tierReasons.ts`). */
      readonly reason: string
      readonly access: AccessFacts
    }

/** What decides whether a process's memory may be read (ptrace(2), "Ptrace access mode checking"). */
export interface AccessFacts {
  /** Whether the program's file may be read: one that may only be run makes a process that nobody may look into. */
  readonly isProgramReadable: boolean
  /** Whether the process may be looked into by its own user (prctl(2), PR_SET_DUMPABLE); null where that cannot be told. */
  readonly isDumpable: boolean | null
}

export interface TerminalFacts {
  readonly opens: boolean
}

export interface FontFacts {
  /** A font with Chinese characters; null where there is none. */
  readonly chinese: string | null
}

export interface FolderFacts {
  readonly what: 'home' | 'data' | 'temporary'
  readonly path: string
  /** Why nothing can be written there, in plain English words; null where it can. */
  readonly refused: string | null
  /** For this user; null where the system does not tell. */
  readonly freeBytes: number | null
}

export interface DisplayFacts {
  /** `DISPLAY` or `WAYLAND_DISPLAY`; empty where every session has one (macOS, Windows); null without. */
  readonly name: string | null
  /** A window is open, or somebody answered at that name. */
  readonly answers: boolean
}

export interface SandboxFacts {
  /** Whether the window that asks runs with Chromium's sandbox; null on the command line. */
  readonly isOn: boolean | null
  /** Whether an ordinary program may make a user namespace (user_namespaces(7)), of which the sandbox is made. */
  readonly canMakeNamespaces: boolean
  /** AppArmor takes rights away in them from programs that it does not know, as on Ubuntu from 23.10 on. */
  readonly isRestricted: boolean
  /** Chromium's other way, a helper that belongs to root: where it is, and whether it is set up; null where there is none. */
  readonly helper: { readonly path: string; readonly isReady: boolean } | null
}

export interface Facts {
  readonly system: Fact<SystemFacts>
  readonly interpreters: Fact<readonly Interpreter[]>
  readonly trial: Fact<TrialFacts>
  readonly cores: Fact<CoreFacts>
  readonly terminal: Fact<TerminalFacts>
  readonly fonts: Fact<FontFacts>
  readonly folders: Fact<readonly FolderFacts[]>
  readonly display: Fact<DisplayFacts>
  readonly sandbox: Fact<SandboxFacts>
}
