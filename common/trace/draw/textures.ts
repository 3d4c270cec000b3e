/**
 * The textures of states, as shapes on a square that repeats: each state that is more than a plain colour has one of its
 * own, so that states differ also in print and for eyes that see few colours. A canvas and SVG draw the same ones.
 */
import type { SpanState } from '../trace'
import type { Ink } from './pen'

/** px; textures repeat after as many. */
export const TILE = 6

/** A state's colour, or its lighter companion. */
export type Shade = 'colour' | 'soft'

export interface Texture {
  /** What the square is filled with before anything is put on it; null: what is behind it stays to be seen. */
  readonly ground: Shade | null
  /** Rectangles on it, each as x, y, width and height. */
  readonly boxes?: readonly number[]
  /** What they are filled with. */
  readonly boxShade?: Shade
  /** Diagonal lines on it, in the state's colour: their width, and whether they fall from left to right. */
  readonly hatch?: { readonly width: number; readonly isBackward: boolean }
}

const TEXTURES: Partial<Record<SpanState, Texture>> = {
  'gil-wait': { ground: 'soft', hatch: { width: 2, isBackward: false } },
  lock: { ground: 'soft', hatch: { width: 2, isBackward: true } },
  native: { ground: 'colour', boxShade: 'soft', boxes: [1, 1, 1.2, 1.2, 4, 4, 1.2, 1.2] },
  preempted: { ground: 'soft', boxShade: 'colour', boxes: [0, 0, 2, TILE, 3, 0, 2, TILE] },
  io: { ground: 'soft', boxShade: 'colour', boxes: [0, 0, TILE, 1.6, 0, 3, TILE, 1.6] },
  'child-wait': { ground: null, boxShade: 'colour', boxes: [0, 0, 2, TILE] },
  unseen: { ground: null, hatch: { width: 0.7, isBackward: false } }
}

/** What a suspended task awaits: thin lines on a light ground, for words are written on it. */
const UNDER_WORDS: Texture = { ground: 'soft', hatch: { width: 0.8, isBackward: false } }

/** The states that are more than a plain colour; no two of them have the same texture. */
export const TEXTURED: ReadonlySet<string> = new Set(Object.keys(TEXTURES))

export function textureOf(ink: Ink): Texture | undefined {
  return ink.startsWith('awaits-') ? UNDER_WORDS : TEXTURES[ink as SpanState]
}

/** Diagonals that meet those of the neighbouring squares, each as x and y of its two ends. */
export function hatchLines({ isBackward }: { readonly isBackward: boolean }): readonly number[][] {
  return [-TILE, 0, TILE].map((shift) =>
    isBackward ? [shift - 1, -1, shift + TILE + 1, TILE + 1] : [shift + TILE + 1, -1, shift - 1, TILE + 1]
  )
}
