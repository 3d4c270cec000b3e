/** Below a Markdown cell that asks what another cell will do: the question. */
import { predictionOf } from '../../common/teaching/prediction'
import { lateView } from '../late/LateView'
import { askedPrediction } from '../late/parts'
import type { WrittenCell } from '../state/notebook'
import './learning.css'

const AskedPrediction = lateView(askedPrediction)

export function PredictionOf({ cell }: { readonly cell: WrittenCell }) {
  const prediction = predictionOf(cell)
  return prediction && <AskedPrediction cell={cell} prediction={prediction} />
}
