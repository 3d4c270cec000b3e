/** Late parts that the first screen needs: one that came a moment later would push aside what is there. */
import { pinsOf } from '../../common/pins'
import { chinese, chosenLanguage } from '../i18n/text'
import type { AppState } from '../state/app'
import type { Late } from './late'
import { browsePanel, drawnMarkdown, pinnedRuns, sidePanel, stripLine } from './parts'

export function seenAtOnce({ hello, settings, open }: AppState): readonly Late<unknown>[] {
  const cells = open === null ? [] : [...open.notebook.cells.values()]
  const needed: (readonly [isSeen: boolean, ...parts: Late<unknown>[]])[] = [
    [chosenLanguage(settings.language, hello.locale) === 'zh', chinese],
    [open !== null && settings.panelOpen, sidePanel],
    [open !== null && settings.browserOpen, browsePanel],
    [cells.some((cell) => cell.cell_type === 'markdown'), drawnMarkdown],
    [cells.some(({ metadata }) => pinsOf(metadata).length > 0), stripLine, pinnedRuns]
  ]
  return needed.flatMap(([isSeen, ...parts]) => (isSeen ? parts : []))
}
