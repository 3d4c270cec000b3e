import { expect, test } from 'vitest'
import { traced } from '../../common/trace/drawn'
import { NO_AUTHORS, withAuthor } from '../state/authors'
import { inksOf } from './authorInks'

const trace = traced('main  GG..\nAnn   ..GG\nBob   .GG.')
const [, ann, bob] = trace.threads.map(({ tid }) => tid)
const pid = trace.processes[0]!.pid

test('threads have the colour of their lane in the timeline, others one by their place', () => {
  const writers = [
    { pid, tid: bob!, name: 'Bob' },
    undefined,
    { pid: 99_999, name: 'child' },
    { pid, tid: ann!, name: 'Ann' }
  ]
  const authors = writers.reduce((all, each) => withAuthor(all, each).authors, NO_AUTHORS)
  expect(inksOf(authors, trace)).toEqual(['thread-2', 'thread-0', 'thread-3', 'thread-1'])
  expect(inksOf(authors, undefined)).toEqual(['thread-1', 'thread-0', 'thread-3', 'thread-4'])
})

test('a child has the colour of its main thread', () => {
  const { authors } = withAuthor(NO_AUTHORS, { pid: bob!, name: 'child' })
  expect(inksOf(authors, trace)).toEqual(['thread-2'])
})
