// What the documents name is there: the files and headings that they link to, and the files in their tables.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { slug } from '../../common/markdown/slug'
import { inRoot } from '../setup/places.mjs'

/** Neither ours nor to be read: what is installed, built, or left by tests. */
const OTHERS = /^(?:node_modules|out|test-results|\..*)$/
const files = readdirSync(inRoot(), { withFileTypes: true })
  .filter(({ name }) => !OTHERS.test(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(inRoot(entry.name), { recursive: true }).map((file) => `${entry.name}/${file}`)
      : [entry.name]
  )
const documents = files.filter((file) => file.endsWith('.md'))
const textOf = (file) => readFileSync(inRoot(file), 'utf8')
/** Without what is code. */
const proseOf = (text) => text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '')

describe.each(documents)('%s', (document) => {
  const text = textOf(document)

  it('links to files and headings that are there', () => {
    for (const [, link] of proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:https?|mailto):/.test(link)) continue
      const [path, heading] = link.split('#')
      const target = path === '' ? document : normalize(join(dirname(document), path))
      expect(existsSync(inRoot(target)), link).toBe(true)
      if (heading !== undefined) expect(headingsOf(target), link).toContain(heading)
    }
  })

  it('names files in its tables that are there', () => {
    for (const [, row] of text.matchAll(/^\|(.*)$/gm))
      for (const [, name] of row.matchAll(/`([\w./-]+\.(?:tsx?|mjs|css|py))`/g))
        expect(isThere(name.startsWith('../') ? normalize(join(dirname(document), name)) : name), name).toBe(
          true
        )
  })
})

function headingsOf(file) {
  return [...textOf(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) => slug(title))
}

/** Tables name a file by the end of its path. */
const isThere = (name) => files.some((file) => file === name || file.endsWith(`/${name}`))
