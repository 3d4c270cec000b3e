import { describe, expect, test } from 'vitest'
import { attachedPicture } from './attachments'
import { isSafeLink } from './links'
import { renderMarkdown } from '../../common/markdown/renderMarkdown'
import { slug, slugOfLink } from '../../common/markdown/slug'

describe('Markdown', () => {
  test.each([
    ['tables, aligned without styles', '|a|b|\n|--|-:|\n|1|2|', '<td align="right">2</td>'],
    ['strikethrough', '~~x~~', '<s>x</s>'],
    ['headings that links find', '## 线程 & GIL!', '<h2 data-anchor="线程-gil">'],
    [
      'tasks to do',
      '- [ ] a',
      '<li class="task"><span class="task-box" role="checkbox" aria-checked="false" aria-label="a"></span>a'
    ],
    ['tasks done', '1. [x] a', 'aria-checked="true" aria-label="a"></span>a'],
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
    ['formulas are taken as typed', '$a_1 * b_2 * c$', '<span class="formula">a_1 * b_2 * c</span>'],
    ['with what HTML would take', 'x $a<b&c$ y', 'x <span class="formula">a&lt;b&amp;c</span> y'],
    ['displayed ones in a line', 'x $$a_1 $$ y', 'x <span class="formula displayed">a_1</span> y'],
    [
      'in the way of Jupyter with backslashes',
      '\\\\(a_b\\\\) _c_',
      '<span class="formula">a_b</span> <em>c</em>'
    ],
    ['an escaped dollar is a dollar', '\\$a$ b$', '$a$ b$'],
    ['a dollar in a formula', '$a\\$b$', '<span class="formula">a\\$b</span>'],
    ['money is no formula', '$5 and *$6*', '$5 and <em>$6</em>'],
    ['a lone dollar', 'a $ *b*', 'a $ <em>b</em>'],
    ['code wins over formulas', '`$a$` $b$', '<code>$a$</code> <span class="formula">b</span>']
  ])('%s', (_, source, html) => {
    expect(renderMarkdown(source)).toBe(`<p>${html}</p>\n`)
  })

  test.each([
    [
      'displayed formulas are blocks of their own: no list, no heading comes of their lines',
      '$$\na\n- b\n= c\n$$',
      '<div class="formula displayed">a\n- b\n= c</div>\n'
    ],
    [
      'so are environments without dollars',
      'so:\n\\begin{align}\na_1 &= b \\\\\n- c\n\\end{align}\nthen',
      '<p>so:</p>\n<div class="formula displayed">\\begin{align}\na_1 &amp;= b \\\\\n- c\n\\end{align}</div>\n<p>then</p>\n'
    ],
    [
      'in a list they stay in it',
      '- a\n\n  $$b$$\n',
      '<li>\n<p>a</p>\n<div class="formula displayed">b</div>\n</li>'
    ],
    ['an open one is text', '$$\na', '<p>$$\na</p>'],
    ['an environment that no formula has is text', '\\begin{itemize} a \\end{itemize}', '\\begin{itemize}']
  ])('%s', (_, source, html) => {
    expect(renderMarkdown(source)).toContain(html)
  })

  test('footnotes are numbered as they come, and lead there and back', () => {
    const html = renderMarkdown('a[^x] b[^y] c[^x]\n\n[^y]: Second *note*.\n[^x]: First.')
    expect(html).toContain(
      'a<sup><a href="#footnote-1" data-anchor="reference-1" role="doc-noteref">1</a></sup>'
    )
    expect(html).toContain('<li data-anchor="footnote-2"><p>Second <em>note</em>. <a href="#reference-2"')
    expect(html).toContain('c<sup><a href="#footnote-1" data-anchor="reference-1-2"')
    expect(html).toMatch(/First\. <a href="#reference-1"[^>]*>↩<\/a> <a href="#reference-1-2"/)
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
