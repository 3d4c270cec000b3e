// `npm run course -- check|record`: runs chapters headless, and holds their claims against it or stores reference runs.
import './setup/node.mjs'
import { parseArgs } from 'node:util'
import { chapters, LANGUAGES } from './course/chapters.mjs'
import { checkChapter } from './course/checkChapter.mjs'
import { record } from './course/record.mjs'
import { ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { noPython, pythons } from './setup/pythons.mjs'
import { command, say, SetupError } from './setup/say.mjs'

const USAGE = `npm run course -- check [CHAPTER …] [--python PATH] [--language en|zh]
npm run course -- record [CHAPTER …] [--runs N]
  CHAPTER is the beginning of a name, e.g. 03; without one, all`

await command(async () => {
  const { values, positionals } = parsed()
  const [what, ...wanted] = positionals
  const language = values.language ?? 'en'
  if (!['check', 'record'].includes(what) || !LANGUAGES.includes(language)) throw new SetupError(USAGE)
  const names = chapters()
    .map(({ name }) => name)
    .filter((name) => wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning)))
  if (names.length === 0) throw new SetupError(`no chapter begins with ${wanted.join(' or ')}`)
  await ensureDependencies()
  await ensureBuild()
  const found = []
  for await (const python of pythons()) found.push(python)
  if (what === 'record') return record(names, found, Number(values.runs ?? 3), say)
  const python = found.find(({ path }) => values.python === undefined || path === values.python)
  if (python === undefined)
    throw new SetupError(values.python === undefined ? noPython : `no CPython is at ${values.python}`)
  let isGood = true
  for (const name of names) {
    const { passed, failures, skipped, again } = await checkChapter(language, name, python)
    const counts = `${passed} passed, ${failures.length} failed, ${skipped.length} skipped`
    say(`${language}/${name} on ${python.name}: ${counts}`)
    for (const line of again) say(`  tried again: ${line}`)
    for (const line of failures) say(`  ${line}`)
    for (const line of skipped) say(`  skipped: ${line}`)
    isGood &&= failures.length === 0
  }
  return isGood ? 0 : 1
})

function parsed() {
  const options = { python: { type: 'string' }, language: { type: 'string' }, runs: { type: 'string' } }
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    throw new SetupError(`${error.message}\n${USAGE}`)
  }
}
