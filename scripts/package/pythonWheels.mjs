// Packages put into a bundled Python while it is built, from a folder of wheels: nothing is fetched.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../setup/say.mjs'
import { must } from './tools.mjs'

/**
 * Installs every distribution that a folder holds wheels of; where it holds several of one, pip takes the fitting one.
 * @param {string} python the copy's own
 * @param {string} wheels
 * @param {string} original the original's standard library, which brings a pip
 * @param {string} library the copy's
 */
export async function installWheels(python, wheels, original, library) {
  const files = readdirSync(wheels).filter((file) => file.endsWith('.whl'))
  if (files.length === 0) throw new SetupError(`there are no wheels (.whl) in ${wheels}`)
  const bundled = join(original, 'ensurepip', '_bundled')
  const pip = existsSync(bundled) && readdirSync(bundled).find((file) => /^pip-.*\.whl$/.test(file))
  if (!pip) throw new SetupError(`${bundled} has no pip, which installs the wheels`)
  const target = join(library, 'site-packages')
  const only = ['--no-index', '--find-links', wheels, '--only-binary=:all:', '--no-compile']
  const distributions = [...new Set(files.map(distributionOf))]
  await must(python, [
    join(bundled, pip, 'pip'),
    'install',
    '--quiet',
    ...only,
    '--target',
    target,
    ...distributions
  ])
}

/** The first part of a wheel's name, which cannot hold a dash. */
const distributionOf = (file) => file.split('-')[0]
