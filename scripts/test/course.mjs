// The course as suites: every chapter in English on a few Pythons, in Chinese on one of them.
import { chapters } from '../course/chapters.mjs'
import { checkChapter } from '../course/checkChapter.mjs'
import { ensureBuild } from '../setup/build.mjs'
import { pythons } from '../setup/pythons.mjs'

/** The oldest and the newest in wide use, what changed between them, and one without a GIL. Others add nothing but time. */
const VERSIONS = ['3.10', '3.12', '3.13', '3.14', '3.13t']
/** For the Chinese chapters. */
const ONE = '3.13'

/** @returns {Promise<import('./suites.mjs').Suite[]>} */
export async function courseSuites() {
  const found = new Map()
  for await (const python of pythons()) {
    const version = python.name.replace(/^(\d+\.\d+)\.\d+/, '$1')
    if (!found.has(version)) found.set(version, python)
  }
  const missing = VERSIONS.filter((version) => !found.has(version))
  const chosen = VERSIONS.flatMap((version) => found.get(version) ?? [])
  // Where there is none of them, whatever there is will do.
  if (chosen.every(({ name }) => name.endsWith('t'))) chosen.unshift(...otherThan(found))
  const chinese = found.get(ONE) ?? chosen[0]
  return [
    ...chosen.map((python, i) => suite('en', python, i === 0 ? missing : [])),
    ...(chinese === undefined ? [] : [suite('zh', chinese, [])])
  ]
}

/** The first with a GIL that the course can run on. */
function otherThan(found) {
  const usable = [...found.values()].filter(({ name }) => !name.endsWith('t') && !name.startsWith('3.9.'))
  return usable.slice(0, 1)
}

function suite(language, python, missing) {
  return {
    name: `course ${language} ${python.name}`,
    repair: `npm run course -- check --language ${language} --python ${python.path}`,
    run: async () => {
      await ensureBuild()
      const skipped = missing.map((version) => `course on Python ${version}: there is none here`)
      const failures = []
      const again = []
      let passed = 0
      for (const { name } of chapters()) {
        const outcome = await checkChapter(language, name, python)
        passed += outcome.passed
        failures.push(...outcome.failures)
        skipped.push(...outcome.skipped)
        again.push(...outcome.again)
      }
      const note = again.length > 0 ? `${again.length} claims were tried again` : undefined
      return { ...counts(passed, failures), skipped, output: failures.join('\n'), note }
    }
  }
}

const counts = (passed, failures) => ({ passed, failed: failures.length, code: failures.length > 0 ? 1 : 0 })
