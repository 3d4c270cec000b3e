/** What the document shows as a cell's output: its author's words, set apart from what a run really brought. */
import './expected.css'
import { useId } from 'react'
import { useText } from '../i18n/text'

export function ExpectedOutput({ texts }: { readonly texts: readonly string[] }) {
  const words = useText().outputs
  const caption = useId()
  return (
    <figure className="expected-output" aria-labelledby={caption}>
      <figcaption id={caption}>{words.expected}</figcaption>
      {texts.map((text, i) => (
        <pre key={i}>{text}</pre>
      ))}
    </figure>
  )
}
