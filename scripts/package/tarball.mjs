// The portable app: a folder that runs from anywhere, for one user.
import { renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must } from './tools.mjs'

/**
 * @param {string} app the app's folder
 * @param {string} file the archive to write; the folder in it has the archive's name
 */
export async function makeTarball(app, file) {
  const name = file.slice(dirname(file).length + 1, -'.tar.gz'.length)
  const folder = join(dirname(app), name)
  renameSync(app, folder)
  try {
    const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name']
    await must('tar', ['-C', dirname(folder), ...owner, '-I', 'gzip', '-cf', file, name])
  } finally {
    renameSync(folder, app)
  }
}
