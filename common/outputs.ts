/**
 * A run's outputs as the notebook format keeps them, made from what the run tells. Pure: the page and the command line
 * share it, and a recording of events can be replayed through it.
 *
 * Outputs only grow at the end, with two exceptions which `rewrites` counts: `clear_output` and `update_display_data`.
 * A view that remembers how far it has drawn may go on from there as long as `rewrites` stays the same.
 */
import type { DisplayDataOutput, ExecuteResultOutput, Output, StreamOutput } from './notebook'
import type { RunEvent } from './session'

export interface Outputs {
  readonly list: readonly Output[]
  /** Where in `list` each display id is shown; one id may be shown more than once. */
  readonly displays: ReadonlyMap<string, readonly number[]>
  /** `clear_output(wait=True)` was asked: the next output replaces all that are there. */
  readonly clearsOnNext: boolean
  /** How often something other than the end changed; views that see a new number draw everything anew. */
  readonly rewrites: number
}

export const NO_OUTPUTS: Outputs = { list: [], displays: new Map(), clearsOnNext: false, rewrites: 0 }

/**
 * The outputs after one more event; the same object when the event changes none. Events of the run's life
 * (`execute_input`, `execute_reply`, `died` …) change none. `update_display_data` must be applied to every cell's
 * outputs, as it changes all places that show its id, whichever run sent it.
 */
export function applyOutput(outputs: Outputs, event: RunEvent): Outputs {
  switch (event.kind) {
    case 'stream':
      return appendText(outputs, event.name, event.text)
    case 'raw_output':
      return appendText(outputs, 'stdout', event.text)
    case 'display_data': {
      const { data, metadata, display_id } = event
      return append(outputs, { output_type: 'display_data', data, metadata }, display_id)
    }
    case 'execute_result': {
      const { execution_count, data, metadata } = event
      return append(outputs, { output_type: 'execute_result', execution_count, data, metadata })
    }
    case 'error': {
      const { ename, evalue, traceback } = event
      return append(outputs, { output_type: 'error', ename, evalue, traceback })
    }
    case 'clear_output':
      return event.wait ? { ...outputs, clearsOnNext: true } : cleared(outputs)
    case 'update_display_data':
      return updated(outputs, event.display_id, event)
    default:
      return outputs
  }
}

function cleared(outputs: Outputs): Outputs {
  if (outputs.list.length === 0 && !outputs.clearsOnNext) return outputs
  return { ...NO_OUTPUTS, rewrites: outputs.rewrites + 1 }
}

/** Neighbouring pieces of one stream are one output, as Jupyter saves them; the text stays as it was printed. */
function appendText(outputs: Outputs, name: StreamOutput['name'], text: string): Outputs {
  if (text === '') return outputs
  const last = outputs.clearsOnNext ? undefined : outputs.list.at(-1)
  if (last?.output_type !== 'stream' || last.name !== name)
    return append(outputs, { output_type: 'stream', name, text })
  return { ...outputs, list: outputs.list.with(-1, { ...last, text: last.text + text }) }
}

function append(outputs: Outputs, output: Output, displayId?: string): Outputs {
  const before = outputs.clearsOnNext ? cleared(outputs) : outputs
  const list = [...before.list, output]
  if (displayId === undefined) return { ...before, list }
  const places = [...(before.displays.get(displayId) ?? []), before.list.length]
  return { ...before, list, displays: new Map(before.displays).set(displayId, places) }
}

function updated(
  outputs: Outputs,
  displayId: string,
  { data, metadata }: Pick<DisplayDataOutput | ExecuteResultOutput, 'data' | 'metadata'>
): Outputs {
  const places = outputs.displays.get(displayId)
  if (places === undefined) return outputs
  const list = outputs.list.map((output, place) =>
    places.includes(place) && 'data' in output ? { ...output, data, metadata } : output
  )
  return { ...outputs, list, rewrites: outputs.rewrites + 1 }
}
