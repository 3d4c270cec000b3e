import { expect, test } from 'vitest'
import { languageOf } from './fences'
import { highlightedAs } from '../../common/markdown/highlight'

test('languages are known by their usual names', async () => {
  const language = await languageOf('SH')
  expect(language).toBe(await languageOf('bash'))
  expect(highlightedAs(language!, 'echo "<b>" # x')).toBe(
    '<span class="tok-variableName">echo</span> <span class="tok-string">&quot;&lt;b&gt;&quot;</span> <span class="tok-comment"># x</span>'
  )
})

test.each(['js', 'json', 'c++', 'html', 'css', 'yaml', 'sql', 'rust', 'go', 'r', 'diff'])(
  '%s',
  async (name) => {
    expect(await languageOf(name)).not.toBeNull()
  }
)

test('what nobody knows stays as it is', () => {
  expect(languageOf('constructor')).toBeNull()
  expect(languageOf('text')).toBeNull()
})
