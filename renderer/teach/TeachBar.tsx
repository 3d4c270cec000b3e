/** Above a section that is taught: which one it is, the ones beside it, the kernel, and the way out. */
import { useEffect } from 'react'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { KernelMenu } from '../shell/KernelMenu'
import { useApp, useIntents, useOpen, useWorld } from '../state/app'
import { sectionWith, teachSections } from '../state/teach'
import { listenToTeachKeys } from './teachKeys'

export function TeachBar() {
  const words = useText().browse.teach
  const { store } = useWorld()
  const intents = useIntents()
  const teaching = useApp((state) => state.teaching)
  const name = useOpen((open) => open.name)
  const sections = useOpen((open) => teachSections(open.notebook).length)
  const at = useOpen((open) => sectionWith(teachSections(open.notebook), teaching))
  useEffect(() => listenToTeachKeys(document, store, intents), [store, intents])
  return (
    <header className="teach-bar" role="toolbar" aria-label={words.label}>
      <IconButton
        {...{ icon: 'back', name: words.previous, keys: 'PageUp', isDisabled: at === 0 }}
        onClick={() => intents.stepSection(-1)}
      />
      <span className="teach-place" role="status">
        {words.place(at + 1, sections)}
      </span>
      <IconButton
        {...{ icon: 'forward', name: words.next, keys: 'PageDown', isDisabled: at + 1 >= sections }}
        onClick={() => intents.stepSection(1)}
      />
      <h1 className="teach-name">{name}</h1>
      <span className="spring" />
      <KernelMenu />
      <IconButton icon="close" name={words.leave} keys="Esc" isWide onClick={intents.toggleTeaching} />
    </header>
  )
}
