/** The strings of the monitors, in English; part of `en.ts`. */
import type { Tier } from '../../common/trace/sample'
import type { SpanState } from '../../common/trace/trace'

const percent = (share: number): string => `${Math.round(share * 100)} %`

const tiers: Record<Tier, string> = {
  exact: 'exact',
  os: 'OS only',
  portable: 'CPU only',
  'no-gil': 'no GIL'
}
const tierMeanings: Record<Tier, string> = {
  exact: 'The GIL was read from the memory of Python.',
  os: 'Memory could not be read: what the system tells of threads only; who holds the GIL is unknown.',
  portable: 'Only the CPU time of each thread is known.',
  'no-gil': 'A Python without a GIL: threads can run at once.'
}
const states: Record<SpanState, string> = {
  python: 'running Python',
  native: 'running native code',
  'gil-wait': 'waiting for the GIL',
  preempted: 'ready, no core',
  lock: 'waiting for a lock',
  io: 'waiting for I/O',
  sleep: 'asleep',
  'child-wait': 'waiting for a process',
  idle: 'idle',
  unseen: 'not seen'
}

export const scopeEn = {
  strip: {
    label: (cell: number) => `What running cell ${cell} did`,
    cores: (cores: number) => `${cores.toFixed(2)} cores`,
    processes: (count: number) => `${count} processes`,
    threads: (count: number) => (count === 1 ? '1 thread' : `${count} threads`),
    held: (share: number, gils: number) =>
      gils === 1 ? `GIL held ${percent(share)}` : `${gils} GILs held ${percent(share)} each`,
    waited: (share: number) => `waited ${percent(share)}`,
    handOffs: (aSecond: number) => `${Math.round(aSecond)} hand-offs/s`,
    brief: 'brief',
    watching: 'watching …',
    sparkline: (most: number) => `Cores used over time, at most ${most.toFixed(1)}`
  },
  tiers,
  tier: (tier: Tier, reason: string, hz: number, missed: number) =>
    `${tierMeanings[tier]}${reason === '' ? '' : ` Why: ${reason}.`}\n${Math.round(hz)} samples a second${
      missed < 0.005 ? '' : `, ${percent(missed)} missed`
    }.`,
  states
}

export type ScopeText = typeof scopeEn
