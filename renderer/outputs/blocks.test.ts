import { expect, test } from 'vitest'
import type { RunId } from '../../common/brands'
import type { RunEvent } from '../../common/session'
import { applyEvent, emptyOutputs, type Outputs } from '../state/outputs'
import { blocksOf } from './blocks'

const run = 'r1' as RunId
const out = (text: string): RunEvent => ({ kind: 'stream', run, name: 'stdout', text })
const show = (): RunEvent => ({ kind: 'display_data', run, data: {}, metadata: {} })
const kinds = (outputs: Outputs): string[] =>
  blocksOf(outputs).map((block) =>
    block.kind === 'text' && block.gap !== null ? 'text with a gap' : block.kind
  )

/** 3 MB: the head and both parts of the tail overflow. */
const flood = Array.from({ length: 300 }, () => out(`${'x'.repeat(9999)}\n`))

test('text and values alternate as they came', () => {
  expect(kinds([out('a'), show(), out('b'), out('c'), show()].reduce(applyEvent, emptyOutputs()))).toEqual([
    'text',
    'data',
    'text',
    'data'
  ])
})

test('a flood of text stays one box that says where something is left out', () => {
  expect(kinds(flood.reduce(applyEvent, emptyOutputs()))).toEqual(['text with a gap'])
})

test('a gap between values is a note of its own', () => {
  const outputs = Array.from({ length: 2000 }, show).reduce(applyEvent, emptyOutputs())
  expect(kinds(outputs).filter((kind) => kind !== 'data')).toEqual(['gap'])
})
