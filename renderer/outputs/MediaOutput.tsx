/** Sound and film that the notebook itself holds. Nothing plays before it is asked to. */
import { useText } from '../i18n/text'
import { imageSource } from './imageSource'
import type { DrawerProps } from './outputTypes'

export function MediaOutput({ type, data }: DrawerProps) {
  const text = useText().outputs
  const source = imageSource(type, String(data))
  return type.startsWith('audio/') ? (
    <audio className="output-media" controls preload="metadata" src={source} aria-label={text.audio} />
  ) : (
    <video className="output-media" controls preload="metadata" src={source} aria-label={text.video} />
  )
}
