/** Whether states can be told apart: by eyes that see all colours, by those that do not, and in grey print. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TEXTURED } from '../../common/trace/draw/textures'

type Rgb = readonly [number, number, number]

/** What full dichromats see, in linear light: Machado, Oliveira and Fernandes, 2009, at severity 1. */
const EYES: Record<string, readonly Rgb[]> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ],
  'grey print': [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722]
  ]
}

/** The states whose bars are tall and therefore stand side by side, and those that are lower. */
const TALL = ['python', 'native', 'gil-wait', 'preempted'] as const
const LOW = ['lock', 'io', 'sleep', 'child-wait'] as const
/** A difference in OKLab that is seen at a glance; the smallest that is seen at all is about 0.02. */
const PLAIN = 0.08

const css = readFileSync(resolve(import.meta.dirname, 'scope.css'), 'utf8')

function colours(theme: string): (name: string) => Rgb {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? ''
  return (name) => {
    const hex = new RegExp(`--state-${name}: #(..)(..)(..);`).exec(block)
    if (hex === null) throw new Error(`${name} has no colour in the ${theme} theme`)
    return [hex[1], hex[2], hex[3]].map((part) => linear(parseInt(part ?? '', 16) / 255)) as unknown as Rgb
  }
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

function seen(colour: Rgb, eyes: readonly Rgb[]): Rgb {
  const within = (part: number): number => Math.min(1, Math.max(0, part))
  return eyes.map((row) =>
    within(row.reduce((sum, part, i) => sum + part * (colour[i] ?? 0), 0))
  ) as unknown as Rgb
}

/** Björn Ottosson, 2020: a space in which distances are about as large as they look. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}

function distance(a: Rgb, b: Rgb): number {
  const [one, other] = [oklab(a), oklab(b)]
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}

describe.each(['light', 'dark'])('the states in the %s theme', (theme) => {
  const colour = colours(theme)

  it.each(Object.keys(EYES).filter((eyes) => eyes !== 'grey print'))(
    'that are tall differ in colour for eyes with %s',
    (eyes) => {
      const close = pairs(TALL).filter(
        ([a, b]) => distance(seen(colour(a), EYES[eyes]!), seen(colour(b), EYES[eyes]!)) < PLAIN
      )
      expect(close).toEqual([])
    }
  )

  it.each(Object.keys(EYES))('differ in colour or texture for %s', (eyes) => {
    const alike = [...pairs(TALL), ...pairs(LOW)].filter(
      ([a, b]) =>
        distance(seen(colour(a), EYES[eyes]!), seen(colour(b), EYES[eyes]!)) < PLAIN &&
        !TEXTURED.has(a) &&
        !TEXTURED.has(b)
    )
    expect(alike).toEqual([])
  })
})

function pairs<T extends string>(names: readonly T[]): [T, T][] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b): [T, T] => [a, b]))
}
