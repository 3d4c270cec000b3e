import { decoded } from '../../common/markdown/names'
import type { JsonObject } from '../../common/notebook'
import { imageSource } from '../outputs/imageSource'

/** The `data:` address of the picture that `attachment:name` means; `null` when there is none. */
export function attachedPicture(attachments: JsonObject | undefined, source: string): string | null {
  const name = /^attachment:(.+)$/.exec(source)?.[1]
  if (attachments === undefined || name === undefined) return null
  const bundle = attachments[decoded(name)] ?? attachments[name]
  if (typeof bundle !== 'object' || bundle === null || Array.isArray(bundle)) return null
  const picture = Object.entries(bundle).find(
    ([type, data]) => type.startsWith('image/') && typeof data === 'string'
  )
  return picture === undefined ? null : imageSource(picture[0], String(picture[1]))
}
