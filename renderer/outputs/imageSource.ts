/** The `data:` address of a picture in a bundle: SVG is text there, all others are base64. */
export function imageSource(type: string, data: string): string {
  if (type === 'image/svg+xml') return `data:${type};charset=utf-8,${encodeURIComponent(data)}`
  return `data:${type};base64,${data.replace(/\s/g, '')}`
}
