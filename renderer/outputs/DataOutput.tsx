/** A displayed value or a cell's result: the richest of its forms that we can draw. */
import { isObject } from '../../common/json'
import type { DisplayDataOutput, ExecuteResultOutput, JsonObject } from '../../common/notebook'
import { useText } from '../i18n/text'
import { chooseDrawer } from './outputTypes'

export function DataOutput({ output }: { readonly output: DisplayDataOutput | ExecuteResultOutput }) {
  const text = useText().outputs
  const { data, metadata } = output
  const { Drawer, type, unknown } = chooseDrawer(data)
  if (Drawer === null) return <div className="output-note">{text.noText(unknown)}</div>
  const plain = data['text/plain']
  const about = metadata[type]
  return (
    <>
      {unknown !== null && <div className="output-note">{text.unknownType(unknown)}</div>}
      <Drawer
        type={type}
        data={data[type] ?? null}
        metadata={isObject(about) ? about : NO_METADATA}
        alternative={typeof plain === 'string' ? plain : ''}
      />
    </>
  )
}

const NO_METADATA: JsonObject = {}
