/** What the app opens on: begin something new, go on with something recent, or try an example. */
import { chosenLanguage, useText } from '../i18n/text'
import { useWhen } from '../i18n/useWhen'
import { CourseCard } from '../learning/CourseCard'
import { useApp, useIntents } from '../state/app'
import { Icon, Mark } from './icons'
import { SettingsMenu } from './SettingsMenu'

export function Welcome() {
  const words = useText()
  const intents = useIntents()
  const hello = useApp((state) => state.hello)
  const recent = useApp((state) => state.settings.recent)
  return (
    <main className="welcome">
      <div className="welcome-settings">
        <SettingsMenu />
      </div>
      <div className="welcome-page">
        <header>
          <Mark size={56} />
          <div>
            <h1>{words.app.name}</h1>
            <p>{words.app.tagline}</p>
          </div>
        </header>
        <div className="welcome-columns">
          <div>
            <Unsaved />
            <Start />
            <Recent paths={recent} />
          </div>
          <div>
            <CourseCard />
            <Examples />
          </div>
        </div>
        <footer>
          {words.welcome.version(hello.version, hello.electron)}
          <button className="text-link" onClick={() => intents.show({ kind: 'doctor' })}>
            {words.doctor.link}
          </button>
        </footer>
      </div>
    </main>
  )
}

/** What an earlier session could not save. */
function Unsaved() {
  const words = useText().editing.recovery
  const when = useWhen()
  const intents = useIntents()
  const copies = useApp((state) => state.copies)
  if (copies.length === 0) return null
  return (
    <section aria-labelledby="welcome-unsaved" className="welcome-unsaved">
      <h2 id="welcome-unsaved">{words.title}</h2>
      <p className="quiet">{words.about}</p>
      {copies.map(({ key, name, path, at }) => (
        <div className="unsaved-copy" key={key}>
          <button
            className="choice"
            title={path ?? name}
            aria-label={words.open(name)}
            onClick={() => void intents.openCopy(key)}
          >
            <Icon name="file" />
            <span className="recent-name">{name}</span>
            <span className="unsaved-when">{when.full(new Date(at))}</span>
          </button>
          <button
            className="button"
            aria-label={words.discardOf(name)}
            onClick={() => void intents.discardCopy(key)}
          >
            {words.discard}
          </button>
        </div>
      ))}
    </section>
  )
}

function Start() {
  const words = useText()
  const intents = useIntents()
  return (
    <section aria-labelledby="welcome-start">
      <h2 id="welcome-start">{words.welcome.start}</h2>
      <button className="choice" onClick={() => void intents.newNotebook()}>
        <Icon name="add" />
        <span>{words.welcome.newNotebook}</span>
      </button>
      <button className="choice" title={words.welcome.openHint} onClick={() => void intents.openFile(null)}>
        <Icon name="open" />
        <span>{words.welcome.openFile}</span>
      </button>
    </section>
  )
}

function Recent({ paths }: { readonly paths: readonly string[] }) {
  const words = useText()
  const intents = useIntents()
  return (
    <section aria-labelledby="welcome-recent">
      <h2 id="welcome-recent">{words.welcome.recent}</h2>
      {paths.length === 0 && <p className="quiet">{words.welcome.noRecent}</p>}
      {paths.map((path) => (
        <button className="choice" key={path} title={path} onClick={() => void intents.openFile(path)}>
          <Icon name="file" />
          <span className="recent-name">{nameOf(path)}</span>
          <span className="recent-folder">
            <bdi>{folderOf(path)}</bdi>
          </span>
        </button>
      ))}
    </section>
  )
}

function Examples() {
  const words = useText()
  const intents = useIntents()
  const examples = useApp((state) => state.hello.examples)
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  return (
    <section aria-labelledby="welcome-examples">
      <h2 id="welcome-examples">{words.welcome.examples}</h2>
      {examples.map(({ name, title, about }) => (
        <button className="example" key={name} onClick={() => void intents.openExample(name)}>
          <span className="example-title">{title[language]}</span>
          <span className="example-about">{about[language]}</span>
        </button>
      ))}
    </section>
  )
}

/** The last part of a path of any system. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.length - nameOf(path).length - 1))
}
