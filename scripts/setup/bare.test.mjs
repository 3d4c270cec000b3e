import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { expect, it } from 'vitest'

/** What a script imports when it begins, with all that this imports, as far as it is ours: file → what else it imports. */
function importsOf(file, found = new Map()) {
  const names = [
    ...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?:[^'"\n]* from )?'([^']+)'/gm)
  ].map(([, name]) => name)
  found.set(
    file,
    names.filter((name) => !name.startsWith('.'))
  )
  for (const name of names.filter((name) => name.startsWith('.'))) {
    const next = new URL(name, `file://${file}`).pathname
    if (!found.has(next)) importsOf(next, found)
  }
  return found
}

it.each(['start.mjs', 'test.mjs', 'gilscope.mjs', 'package.mjs', 'kit.mjs', 'course.mjs'])(
  '%s begins on a fresh clone, where no package is installed',
  (name) => {
    const found = importsOf(new URL(`../${name}`, import.meta.url).pathname)
    expect(found.size).toBeGreaterThan(3)
    const needed = [...found].flatMap(([file, others]) =>
      others.filter((other) => !isBuiltin(other)).map((other) => `${file} imports ${other}`)
    )
    expect(needed).toEqual([])
  }
)
