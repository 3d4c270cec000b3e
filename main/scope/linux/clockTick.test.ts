import { expect, test } from 'vitest'
import { tickIn } from './clockTick'

test.each([
  ['# CONFIG_HZ_100 is not set\nCONFIG_HZ_250=y\nCONFIG_HZ=250\nCONFIG_SCHED_HRTICK=y\n', 4],
  ['CONFIG_HZ=1000\n', 1],
  ['CONFIG_HZ=5\n', 10],
  ['CONFIG_SMP=y\n', 10]
])('%j: a tick each %i ms', (config, length) => {
  expect(tickIn(config)).toBe(length)
})
