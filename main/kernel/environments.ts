/**
 * What a virtual environment says of itself in its files. Nothing in it is run: one that lies beside a notebook may be a
 * stranger's, as the notebook may.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Environment {
  /** `cpython`, `pypy`. */
  readonly implementation: string
  /** `3.13.0`; empty when the files do not say. */
  readonly version: string
  readonly freeThreaded: boolean
}

/** The folder of an environment, by the path of its Python; PEP 405 says where its `pyvenv.cfg` may be. */
export function environmentOf(python: string): string {
  const beside = dirname(python)
  return existsSync(join(beside, 'pyvenv.cfg')) ? beside : dirname(beside)
}

/** As venv, virtualenv and uv write `pyvenv.cfg`. */
export async function readEnvironment(python: string): Promise<Environment> {
  const folder = environmentOf(python)
  const text = await readFile(join(folder, 'pyvenv.cfg'), 'utf8').catch(() => '')
  const value = (key: string): string =>
    new RegExp(`^\\s*${key}\\s*=\\s*(.*?)\\s*$`, 'im').exec(text)?.[1] ?? ''
  const version = /^\d+\.\d+(?:\.\d+)?/.exec(value('version_info') || value('version'))?.[0] ?? ''
  const minor = version.split('.').slice(0, 2).join('.')
  return {
    implementation: value('implementation').toLowerCase() || 'cpython',
    version,
    freeThreaded: minor !== '' && existsSync(join(folder, 'lib', `python${minor}t`))
  }
}
