/** Everything alive in this kernel, as a live tree: processes, and their threads. Told only while it is shown. */
import { useEffect, useMemo, useState } from 'react'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { aliveRows, NOTHING_ALIVE } from '../state/alive'
import { latestRun } from '../state/open'
import { withTurned } from '../state/turned'
import { AliveTree } from './AliveTree'
import './panel.css'
import './alive.css'

export function NowTab() {
  const words = useText().panel.now
  const intents = useIntents()
  const id = useOpen((open) => open.id)
  const status = useOpen((open) => open.kernel.status)
  const now = useOpen((open) => open.now)
  const alive = useOpen((open) => open.alive)
  const latest = useOpen(latestRun)
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(
    () => aliveRows(now ?? [], alive ?? NOTHING_ALIVE, latest, turned),
    [now, alive, latest, turned]
  )

  useEffect(() => {
    void intents.watchNow(id, true)
    return () => void intents.watchNow(id, false)
  }, [intents, id])

  if (rows.length === 0) {
    const hasKernel = status === 'idle' || status === 'busy' || status === 'interrupting'
    return (
      <div className="panel-empty">
        <p>{hasKernel ? words.looking : words.none}</p>
        {!hasKernel && <p>{words.noneHint}</p>}
      </div>
    )
  }
  const [kernel] = now ?? []
  return (
    <>
      {kernel !== undefined && kernel.tier in words.tiers && (
        <p className="panel-note" role="note">
          {words.tiers[kernel.tier as keyof typeof words.tiers](kernel.reason)}
        </p>
      )}
      <AliveTree rows={rows} onTurn={(key) => setTurned(withTurned(turned, key))} />
    </>
  )
}
