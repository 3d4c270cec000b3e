/** Where code is read and laid out, beside the page, so that typing never waits: Ruff needs a second for a large notebook. */
import initRuff from '@astral-sh/ruff-wasm-web'
import ruffModule from '@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm?url'
import { Checker } from './check'
import { laidOut } from './layout'
import { makeRuff } from './ruff'
import type { Answer, Question } from './CodeTools'

const ready = initRuff({ module_or_path: new URL(ruffModule, self.location.href) }).then(() => {
  const ruff = makeRuff()
  return { ruff, checker: new Checker(ruff) }
})

self.onmessage = ({ data }: MessageEvent<Question>): void => {
  void answer(data).then((told) => self.postMessage(told))
}

async function answer(question: Question): Promise<Answer> {
  const { number } = question
  try {
    const { ruff, checker } = await ready
    return question.kind === 'check'
      ? { number, kind: 'problems', problems: checker.check(question.cells) }
      : { number, kind: 'laid', laid: laidOut(question.source, ruff) }
  } catch (problem) {
    return { number, kind: 'failed', why: String(problem) }
  }
}
