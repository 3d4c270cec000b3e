/** `- [ ] to do` and `- [x] done` as boxes, which only show: the text is the place to tick them. */
import type { MarkdownIt } from 'markdown-it'

const TASK = /^\[([ xX])\]\s+/

export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'tasks', (state) => {
    state.tokens.forEach((token, index) => {
      const item = state.tokens[index - 2]
      if (token.type !== 'inline' || item?.type !== 'list_item_open') return
      const task = TASK.exec(token.content)
      if (task === null) return
      const done = task[1] !== ' '
      item.attrJoin('class', 'task')
      const text = token.content.slice(task[0].length)
      const name = state.md.utils.escapeHtml(text)
      const looks = `class="task-box${done ? ' done' : ''}"`
      token.content = `<span ${looks} role="checkbox" aria-checked="${done}" aria-label="${name}"></span>${text}`
    })
  })
}
