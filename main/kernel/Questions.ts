/**
 * What is asked of a kernel besides running cells: completion, inspection, variables, what is alive. Each question has a number, by which
 * its answer finds it. A kernel that does not answer in time (it is gone, or a library holds the GIL) has nothing to say.
 */
import type { KernelEvent, Question, Variable } from '../../common/protocol'
import type { Completion, Inspection } from '../../common/session'

/** Longer than a kernel takes beside a few busy threads; shorter than anyone waits for a list of names. */
const PATIENCE_MS = 2000

export type Answer = Extract<KernelEvent, { readonly request: number; readonly kind: `${string}_reply` }>

const ANSWERS: ReadonlySet<string> = new Set(
  Object.keys({
    complete_reply: true,
    inspect_reply: true,
    variables_reply: true,
    alive_reply: true,
    follow_reply: true,
    sigint_reply: true
  } satisfies Record<Answer['kind'], true>)
)

type Unnumbered<Asked> = Asked extends Question ? Omit<Asked, 'request'> : never

export class Questions {
  private last = 0
  private readonly open = new Map<number, (answer: Answer | null) => void>()

  /** `send` says whether there is a kernel that can be asked. */
  constructor(private readonly send: (question: Question) => boolean) {}

  /** How to go on writing at `cursor`, a position in `code` as JavaScript counts. */
  async complete(code: string, cursor: number): Promise<Completion> {
    const cursor_pos = pointsUpTo(code, cursor)
    const answer = await this.ask({ kind: 'complete_request', code, cursor_pos }, 'complete_reply')
    if (answer === null) return { matches: [], from: cursor, to: cursor }
    const { matches, cursor_start, cursor_end } = answer
    return { matches, from: unitsUpTo(code, cursor_start), to: unitsUpTo(code, cursor_end) }
  }

  /** What the name at `cursor` is, or what is called around it; with `source` also how it is written. */
  async inspect(code: string, cursor: number, source: boolean): Promise<Inspection> {
    const cursor_pos = pointsUpTo(code, cursor)
    const detail_level = source ? 1 : 0
    const answer = await this.ask(
      { kind: 'inspect_request', code, cursor_pos, detail_level },
      'inspect_reply'
    )
    return { found: answer?.found ?? false, data: answer?.data ?? {} }
  }

  /** The notebook's variables as they are now. */
  async variables(): Promise<readonly Variable[]> {
    const answer = await this.ask({ kind: 'variables_request' }, 'variables_reply')
    return answer?.variables ?? []
  }

  /** The threads and multiprocessing's children, as Python knows them; nothing when it cannot say. */
  async alive(): Promise<Pick<Extract<Answer, { kind: 'alive_reply' }>, 'threads' | 'children'>> {
    const answer = await this.ask({ kind: 'alive_request' }, 'alive_reply')
    return { threads: answer?.threads ?? [], children: answer?.children ?? [] }
  }

  /** Whether there is such a thread, which then follows the current cell or no longer does. */
  async follow(tid: number, follows: boolean): Promise<boolean> {
    const answer = await this.ask({ kind: 'follow_request', tid, follows }, 'follow_reply')
    return answer?.found ?? false
  }

  /** Who hears SIGINT, where that is not the kernel; `null` where it is, or cannot say. */
  async whoHearsInterrupts(): Promise<{ readonly handler: string | null } | null> {
    const answer = await this.ask({ kind: 'sigint_request' }, 'sigint_reply')
    return answer === null || answer.ours ? null : { handler: answer.handler ?? null }
  }

  private async ask<Kind extends Answer['kind']>(
    question: Unnumbered<Question>,
    kind: Kind
  ): Promise<Extract<Answer, { readonly kind: Kind }> | null> {
    const request = ++this.last
    const answer = await new Promise<Answer | null>((resolve) => {
      const timer = setTimeout(() => this.settle(request, null), PATIENCE_MS)
      this.open.set(request, (found) => {
        clearTimeout(timer)
        resolve(found)
      })
      if (!this.send({ ...question, request })) this.settle(request, null)
    })
    return answer?.kind === kind ? (answer as Extract<Answer, { readonly kind: Kind }>) : null
  }

  /** An answer has come; late ones are dropped. */
  answer(answer: Answer): void {
    this.settle(answer.request, answer)
  }

  /** Nothing will answer any more. */
  giveUp(): void {
    for (const request of [...this.open.keys()]) this.settle(request, null)
  }

  private settle(request: number, answer: Answer | null): void {
    const resolve = this.open.get(request)
    this.open.delete(request)
    resolve?.(answer)
  }
}

export function isAnswer(event: KernelEvent): event is Answer {
  return ANSWERS.has(event.kind)
}

/** Python counts code points, JavaScript UTF-16 units. */
function pointsUpTo(code: string, units: number): number {
  return [...code.slice(0, units)].length
}

function unitsUpTo(code: string, points: number): number {
  return [...code].slice(0, points).join('').length
}
