import { expect, test } from 'vitest'
import { CodeTools, type Answer, type CodeWorker, type Question } from './CodeTools'

/** A worker that is told what to answer. */
class FakeWorker implements CodeWorker {
  onmessage: CodeWorker['onmessage'] = null
  onerror: CodeWorker['onerror'] = null
  readonly asked: Question[] = []
  isEnded = false
  postMessage(question: Question): void {
    this.asked.push(question)
  }
  terminate(): void {
    this.isEnded = true
  }
  answer(data: Answer): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent)
  }
  die(message: string): void {
    this.onerror?.call(this as unknown as Worker, { message } as ErrorEvent)
  }
}

function tools() {
  const workers: FakeWorker[] = []
  const code = new CodeTools(() => {
    workers.push(new FakeWorker())
    return workers.at(-1)!
  })
  return { code, workers }
}

test('nothing is started before the first question; answers find their askers in any order', async () => {
  const { code, workers } = tools()
  expect(workers).toHaveLength(0)
  const first = code.layOut('a=1')
  const second = code.layOut('b=1')
  const [one, two] = workers[0]!.asked
  workers[0]!.answer({ number: two!.number, kind: 'laid', laid: { kind: 'laid', source: 'b = 1' } })
  workers[0]!.answer({ number: one!.number, kind: 'laid', laid: { kind: 'laid', source: 'a = 1' } })
  expect([await first, await second]).toEqual([
    { kind: 'laid', source: 'a = 1' },
    { kind: 'laid', source: 'b = 1' }
  ])
})

test('when the worker dies its askers hear of it, and the next question starts another', async () => {
  const { code, workers } = tools()
  const lost = code.check([])
  workers[0]!.die('out of memory')
  await expect(lost).rejects.toThrow('out of memory')
  expect(workers[0]!.isEnded).toBe(true)
  void code.check([])
  expect(workers).toHaveLength(2)
})

test('a question that fails is its asker’s alone', async () => {
  const { code, workers } = tools()
  const failing = code.check([])
  workers[0]!.answer({ number: 1, kind: 'failed', why: 'no' })
  await expect(failing).rejects.toThrow('no')
  expect(workers[0]!.isEnded).toBe(false)
})
