import { access, readFile } from 'node:fs/promises'
import { arch, release, type } from 'node:os'
import { join } from 'node:path'
import type { Family, SystemFacts } from '../../common/doctor/facts'

/** @param root where the system's folders are; tests bring recordings of other machines. */
export async function systemOf(version: string, runtime: string, root = '/'): Promise<SystemFacts> {
  const about = await osRelease(root)
  return {
    platform: process.platform,
    name: about['PRETTY_NAME'] ?? `${type()} ${release()}`,
    release: `${type()} ${release()}`,
    arch: arch(),
    family: familyOf([about['ID'], ...(about['ID_LIKE'] ?? '').split(' ')]),
    isRoot: process.getuid?.() === 0,
    container: await containerOf(root),
    version,
    runtime
  }
}

/** os-release(5): `NAME="value"` lines. */
async function osRelease(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, 'etc/os-release'), 'utf8').catch(() => '')
  const lines = [...text.matchAll(/^(\w+)=["']?(.*?)["']?$/gm)]
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]))
}

const FAMILIES: Readonly<Record<string, Family>> = {
  ...{ debian: 'debian', ubuntu: 'debian', fedora: 'fedora', rhel: 'fedora', centos: 'fedora' },
  ...{ arch: 'arch', suse: 'suse', opensuse: 'suse', alpine: 'alpine' }
}

function familyOf(ids: readonly (string | undefined)[]): Family {
  const known = ids.find((id) => id !== undefined && Object.hasOwn(FAMILIES, id))
  return FAMILIES[known ?? ''] ?? 'other'
}

/** Docker and Podman each leave a file of their own; others say it to their first process, whom only root may ask. */
async function containerOf(root: string): Promise<string | null> {
  const isThere = (file: string): Promise<boolean> =>
    access(join(root, file)).then(
      () => true,
      () => false
    )
  if (await isThere('.dockerenv')) return 'docker'
  if (await isThere('run/.containerenv')) return 'podman'
  const said = await readFile(join(root, 'run/systemd/container'), 'utf8').catch(() => '')
  return said.trim() === '' ? null : said.trim()
}
