/** Below a cell: what the user should know of its run, and what can be done about it. */
import type { SaidNotice } from '../../common/protocol'
import { useText } from '../i18n/text'
import type { NoticesText } from '../i18n/notices.en'
import { Icon } from '../shell/icons'
import { useIntents } from '../state/app'
import { dueNotices, type Run } from '../state/runs'

export function RunNotices({ run }: { readonly run: Run }) {
  return dueNotices(run).map((notice) => <RunNotice key={JSON.stringify(notice)} notice={notice} />)
}

function RunNotice({ notice }: { readonly notice: SaidNotice }) {
  const text = useText().notices
  const intents = useIntents()
  const { says, means } = wordsOf(notice, text)
  const act = () => void (notice.what === 'worker-lost' ? intents.interrupt() : intents.askToRestart(false))
  return (
    <div className="banner" role="status">
      <Icon name="warning" />
      <div className="banner-words">
        <strong>{says}</strong>
        <p>{means}</p>
      </div>
      {notice.what === 'threads-go-on' && (
        <button className="button" onClick={() => void intents.showPanel(true, 'now')}>
          {text.show}
        </button>
      )}
      <button className="button" onClick={act}>
        {notice.what === 'worker-lost' ? text.interrupt : text.restart}
      </button>
    </div>
  )
}

function wordsOf(notice: SaidNotice, text: NoticesText): { says: string; means: string } {
  switch (notice.what) {
    case 'worker-lost':
      return { says: text.workerLost(notice), means: text.workerLostMeans }
    case 'threads-go-on':
      return { says: text.threadsGoOn(notice.threads), means: text.threadsGoOnMeans }
    case 'interrupt-unheard':
      return { says: text.unheard(notice.handler), means: text.unheardMeans }
  }
}
