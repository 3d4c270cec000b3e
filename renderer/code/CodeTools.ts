/** The page's side of `codeWorker.ts`: it is started with the first question, and anew after it has died. */
import type { CellCode } from '../state/notebook'
import type { Problems } from './check'
import type { Laid } from './layout'

export type Question =
  | { readonly number: number; readonly kind: 'check'; readonly cells: readonly CellCode[] }
  | { readonly number: number; readonly kind: 'layOut'; readonly source: string }

type Unnumbered = Question extends infer Each ? (Each extends Question ? Omit<Each, 'number'> : never) : never

export type Answer =
  | { readonly number: number; readonly kind: 'problems'; readonly problems: Problems }
  | { readonly number: number; readonly kind: 'laid'; readonly laid: Laid }
  | { readonly number: number; readonly kind: 'failed'; readonly why: string }

/** What of a worker is used. */
export type CodeWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>

const startWorker = (): CodeWorker =>
  new Worker(new URL('./codeWorker.ts', import.meta.url), { type: 'module' })

type Waiting = { readonly tell: (answer: Answer) => void; readonly fail: (why: Error) => void }

export class CodeTools {
  private worker: CodeWorker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private asked = 0

  constructor(private readonly start: () => CodeWorker = startWorker) {}

  /** @throws when the worker cannot be started, or dies */
  async check(cells: readonly CellCode[]): Promise<Problems> {
    const answer = await this.ask({ kind: 'check', cells })
    return answer.kind === 'problems' ? answer.problems : new Map()
  }

  /** @throws when the worker cannot be started, or dies */
  async layOut(source: string): Promise<Laid> {
    const answer = await this.ask({ kind: 'layOut', source })
    return answer.kind === 'laid' ? answer.laid : { kind: 'other' }
  }

  private ask(question: Unnumbered): Promise<Answer> {
    this.asked += 1
    const number = this.asked
    return new Promise((tell, fail) => {
      this.waiting.set(number, { tell, fail })
      this.running().postMessage({ ...question, number })
    })
  }

  private running(): CodeWorker {
    if (this.worker !== null) return this.worker
    const worker = this.start()
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const asker = this.waiting.get(data.number)
      this.waiting.delete(data.number)
      if (data.kind === 'failed') asker?.fail(new Error(data.why))
      else asker?.tell(data)
    }
    worker.onerror = ({ message }) => {
      worker.terminate()
      this.worker = null
      const askers = [...this.waiting.values()]
      this.waiting.clear()
      for (const { fail } of askers) fail(new Error(message))
    }
    this.worker = worker
    return worker
  }
}
