import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { pageFile } from './pageFile'

const folder = resolve('out/renderer')

test.each([
  ['gilscope://app/index.html', 'index.html'],
  ['gilscope://app/assets/a%20b.js?v=1#x', 'assets/a b.js'],
  ['gilscope://app/assets/../index.html', 'index.html']
])('%s is a file of the page', (url, file) => expect(pageFile(folder, url)).toBe(join(folder, file)))

test.each([
  'gilscope://app/..%2f..%2fpackage.json',
  'gilscope://app/%2e%2e%2f%2e%2e%2fetc/passwd',
  'gilscope://app/..%2frenderer-of-others/a.js',
  'gilscope://other/index.html',
  'gilscope://app/100%'
])('%s leads nowhere', (url) => expect(pageFile(folder, url)).toBeUndefined())
