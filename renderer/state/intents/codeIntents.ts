/** What is done with code as Python: checking it, laying it out anew, going to where a name was defined. */
import type { CellId, NotebookId } from '../../../common/brands'
import type { CodeTools } from '../../code/CodeTools'
import { definitionOf } from '../../code/definitions'
import { setSources } from '../cellEdits'
import { chosenCells, select } from '../choice'
import { NO_PROBLEMS, withProblems } from '../codeProblems'
import type { World } from './intents'
import { codeCells } from '../notebook'
import { edited, type OpenNotebook } from '../open'
import { changed } from '../tabs'

export function codeIntents({ store, report }: World, tools: CodeTools) {
  let hasFailed = false

  /** Changes the notebook, unless it was closed meanwhile. */
  function change(id: NotebookId, next: (open: OpenNotebook) => OpenNotebook): void {
    store.setState((state) => changed(state, id, next))
  }

  /** The same trouble is said once: what was said of it before gives way. */
  function say(code: 'not-laid-out' | 'code-tools-gone', message: string, detail?: string): void {
    store.setState(({ notices }) => ({ notices: notices.filter(({ problem }) => problem.code !== code) }))
    report(detail === undefined ? { code, message } : { code, message, detail })
  }

  return {
    /** Reads the code of all cells for mistakes. */
    async checkCode(): Promise<void> {
      const { open } = store.getState()
      if (open === null) return
      try {
        const problems = await tools.check(codeCells(open.notebook))
        change(open.id, (now) => ({ ...now, problems: withProblems(now.problems, problems) }))
      } catch (problem) {
        // Once is enough: it will fail again.
        if (!hasFailed) say('code-tools-gone', String(problem))
        hasFailed = true
      }
    },

    forgetProblems(): void {
      store.setState(({ open }) =>
        open === null || open.problems.size === 0 ? {} : { open: { ...open, problems: NO_PROBLEMS } }
      )
    },

    /** Lays out the code of the chosen cells anew, as one step to undo; a cell that is no Python stays and is named. */
    async layOutChosen(): Promise<void> {
      const { open } = store.getState()
      if (open === null) return
      const chosen = new Set(chosenCells(open.notebook))
      const cells = codeCells(open.notebook).filter(({ id }) => chosen.has(id))
      try {
        const laid = await Promise.all(
          cells.map(async ({ id, source }) => ({ id, source, laid: await tools.layOut(source) }))
        )
        change(open.id, (now) => {
          const changes = laid.flatMap(({ id, source, laid }) =>
            // Whoever wrote on meanwhile keeps what was written.
            laid.kind === 'laid' && now.notebook.cells.get(id)?.source === source
              ? [{ id, source: laid.source }]
              : []
          )
          return edited(now, setSources(now.notebook, changes))
        })
        const wrong = laid.filter(({ laid }) => laid.kind === 'syntax')
        if (wrong.length > 0) {
          const numbers = wrong.map(({ id }) => open.notebook.order.indexOf(id) + 1).join(', ')
          say('not-laid-out', `a syntax error in cell ${numbers}`, numbers)
        }
      } catch (problem) {
        say('code-tools-gone', String(problem))
      }
    },

    /** Goes to where the name at this place was defined. False: the notebook does not define it. */
    goToDefinition(cell: CellId, place: number): boolean {
      const { open } = store.getState()
      const found = open === null ? null : definitionOf(codeCells(open.notebook), cell, place)
      if (open === null || found === null) return false
      change(open.id, (now) => edited(now, select(now.notebook, found.cell, 'edit')))
      store.setState({ reveal: found })
      return true
    },

    /** To a stretch of a cell's text, which is then edited. */
    goToProblem(cell: CellId, from: number, to: number): void {
      const { open } = store.getState()
      if (open === null) return
      change(open.id, (now) => edited(now, select(now.notebook, cell, 'edit')))
      store.setState({ reveal: { cell, from, to } })
    }
  }
}
