import { expect, test } from 'vitest'
import { copiedText, savedAs } from './saving'

test.each([
  ['image/png', 'iVBO\nRw==\n', 'output.png', 'iVBORw==', 'base64'],
  ['image/jpeg', 'AAAA', 'output.jpg', 'AAAA', 'base64'],
  ['image/svg+xml', '<svg/>\n', 'output.svg', '<svg/>\n', 'utf8'],
  ['text/html', '<b>x</b>', 'output.html', '<b>x</b>', 'utf8'],
  ['text/plain', 'x', 'output.txt', 'x', 'utf8'],
  ['text/latex', '$x$', 'output.tex', '$x$', 'utf8'],
  ['audio/wav', 'AAAA', 'output.wav', 'AAAA', 'base64'],
  ['audio/mpeg', 'AAAA', 'output.mp3', 'AAAA', 'base64'],
  ['video/mp4', 'AAAA', 'output.mp4', 'AAAA', 'base64'],
  ['application/json', { a: [1] }, 'output.json', '{\n  "a": [\n    1\n  ]\n}', 'utf8'],
  ['application/vnd.vegalite.v5+json', {}, 'output.json', '{}', 'utf8'],
  ['application/pdf', 'JVBE', 'output.pdf', 'JVBE', 'base64'],
  ['no type', 'x', 'output.txt', 'x', 'utf8']
])('%s is saved in its own form', (type, data, name, content, encoding) => {
  expect(savedAs(type, data)).toEqual({ name, content, encoding })
})

test('what is read is copied as it was written, what only a machine reads as plain text', () => {
  const bundle = {
    'text/plain': 'plain',
    'text/html': '<b>',
    'text/markdown': '# x',
    'application/json': [1]
  }
  expect(copiedText('text/markdown', bundle)).toBe('# x')
  expect(copiedText('text/html', bundle)).toBe('plain')
  expect(copiedText('application/json', bundle)).toBe('[\n  1\n]')
  expect(copiedText('text/html', { 'text/html': '<b>' })).toBe('<b>')
  expect(copiedText('image/png', { 'image/png': 'AAAA', 'text/plain': '<Figure>' })).toBe('<Figure>')
})
