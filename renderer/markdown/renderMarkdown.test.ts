import { describe, expect, test } from 'vitest'
import { attachedPicture } from './attachments'
import { isSafeLink } from './links'
import { renderMarkdown } from './renderMarkdown'
import { slug, slugOfLink } from './slug'

describe('Markdown', () => {
  test.each([
    ['tables, aligned without styles', '|a|b|\n|--|-:|\n|1|2|', '<td align="right">2</td>'],
    ['strikethrough', '~~x~~', '<s>x</s>'],
    ['headings that links find', '## 线程 & GIL!', '<h2 data-anchor="线程-gil">'],
    [
      'tasks to do',
      '- [ ] a',
      '<li class="task"><span class="task-box" role="checkbox" aria-checked="false"></span>a'
    ],
    ['tasks done', '1. [x] a', 'aria-checked="true"></span>a'],
    ['brackets elsewhere', 'see [ ] a', '<p>see [ ] a</p>'],
    ['Python in colours', '```python\ndef f(): pass\n```', '<span class="tok-keyword">def</span>'],
    ['Python by its other names', '```ipython3\nNone\n```', 'tok-'],
    ['other code as it is', '```js\na < b\n```', '<code class="language-js">a &lt; b\n</code>'],
    ['code stays text', '```python\n"<script>"\n```', '&lt;script&gt;'],
    ['bare addresses stay text', 'https://example.org', '<p>https://example.org</p>'],
    ['pictures of the cell', '![a](attachment:b.png)', '<img src="attachment:b.png" alt="a">']
  ])('%s', (_, source, html) => {
    expect(renderMarkdown(source)).toContain(html)
  })

  test.each([
    ['formulas stay as typed', '$a_1 * b_2 * c$', '$a_1 * b_2 * c$'],
    ['so do displayed ones', '$$\n\\frac{a}{b} \\\\ c_d e_f\n$$', '$$\n\\frac{a}{b} \\\\ c_d e_f\n$$'],
    ['money is no formula', '$5 and *$6*', '$5 and <em>$6</em>'],
    ['a lone dollar', 'a $ *b*', 'a $ <em>b</em>'],
    ['code wins over formulas', '`$a$` $b$', '<code>$a$</code> $b$']
  ])('%s', (_, source, html) => {
    expect(renderMarkdown(source)).toBe(`<p>${html}</p>\n`)
  })

  test.each([
    '[a](javascript:alert(1))',
    '[a](vbscript:x)',
    '[a](data:text/html,x)',
    '[a](file:///etc/passwd)'
  ])('%s is no link', (source) => {
    expect(renderMarkdown(source)).not.toContain('href')
  })
})

test('only the web and mail are followed out of the app', () => {
  const followed = ['https://a.b', 'HTTP://a.b', 'mailto:a@b.c']
  const refused = [
    'javascript:x',
    'file:///a',
    '/a',
    'a.ipynb',
    'ftp://a',
    'https:a',
    'data:text/html,x',
    'smb://a',
    ''
  ]
  expect(followed.map(isSafeLink)).toEqual(followed.map(() => true))
  expect(refused.map(isSafeLink)).toEqual(refused.map(() => false))
})

test('links written for Jupyter and for GitHub reach the same heading', () => {
  expect(slugOfLink('#My-Title')).toBe(slug('My  Title'))
  expect(slugOfLink('#my-title')).toBe(slug('My Title'))
  expect(slugOfLink(`#${encodeURIComponent('线程-一')}`)).toBe(slug('线程 一'))
  expect(slugOfLink('#100%')).toBe('100')
})

test('an attached picture is found by its name, also by an encoded one', () => {
  const attachments = { 'a.png': { 'image/png': 'AAAA' }, '图 1.png': { 'image/png': 'BBBB' }, 'no.txt': 'x' }
  expect(attachedPicture(attachments, 'attachment:a.png')).toBe('data:image/png;base64,AAAA')
  expect(attachedPicture(attachments, 'attachment:%E5%9B%BE%201.png')).toBe('data:image/png;base64,BBBB')
  for (const source of [
    'attachment:b.png',
    'attachment:no.txt',
    'attachment:%',
    'a.png',
    'attachment:constructor'
  ])
    expect(attachedPicture(attachments, source)).toBeNull()
  expect(attachedPicture(undefined, 'attachment:a.png')).toBeNull()
})
