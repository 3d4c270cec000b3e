/** A displayed value or a cell's result: the richest of its forms that we can draw. */
import { useRef } from 'react'
import { isObject } from '../../common/json'
import type { DisplayDataOutput, ExecuteResultOutput, JsonObject } from '../../common/notebook'
import type { OutputsText } from '../i18n/outputs.en'
import { useText } from '../i18n/text'
import { chooseDrawer } from './outputTypes'
import { OutputTools } from './OutputTools'
import { copiedText, savedAs } from './saving'

export function DataOutput({ output }: { readonly output: DisplayDataOutput | ExecuteResultOutput }) {
  const text = useText().outputs
  const place = useRef<HTMLDivElement>(null)
  const { data, metadata } = output
  const { Drawer, type, unknown } = chooseDrawer(data)
  if (Drawer === null) return <div className="output-note">{text.noText(unknown)}</div>
  const plain = data['text/plain']
  const about = metadata[type]
  const shown = data[type] ?? null
  return (
    <div className="data-output" ref={place}>
      {unknown !== null && <div className="output-note">{whyNot(unknown, text)}</div>}
      <Drawer
        type={type}
        data={shown}
        metadata={isObject(about) ? about : NO_METADATA}
        alternative={typeof plain === 'string' ? plain : ''}
      />
      {/* Text brings its own. */}
      {type !== 'text/plain' && (
        <OutputTools
          copied={() => copiedText(type, data)}
          saved={() => savedAs(type, shown)}
          picture={type.startsWith('image/') ? () => place.current?.querySelector('img') ?? null : undefined}
        />
      )}
    </div>
  )
}

/** Why a richer form of a value is not drawn. */
function whyNot(type: string, text: OutputsText): string {
  if (type === 'application/vnd.jupyter.widget-view+json') return text.widget
  if (/^application\/vnd\.vega(?:lite)?\./.test(type)) return text.vega
  return text.unknownType(type)
}

const NO_METADATA: JsonObject = {}
