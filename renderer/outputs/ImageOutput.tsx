/** Pictures. SVG too is an image here and not part of the page: so none of its scripts run and nothing is fetched. */
import { useText } from '../i18n/text'
import { imageSource } from './imageSource'
import type { DrawerProps } from './outputTypes'

export function ImageOutput({ type, data, metadata, alternative }: DrawerProps) {
  const text = useText().outputs
  const { width, height, needs_background } = metadata
  const paper = type === 'image/svg+xml' || needs_background === 'light'
  return (
    <img
      className={`output-image${paper ? ' paper' : ''}`}
      src={imageSource(type, String(data))}
      alt={alternative === '' ? text.image : alternative}
      {...(typeof width === 'number' ? { width } : {})}
      {...(typeof height === 'number' ? { height } : {})}
    />
  )
}
