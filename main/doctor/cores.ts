import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { dirname, join } from 'node:path'
import type { CoreFacts } from '../../common/doctor/facts'

/** @param root where the system's folders are; tests bring recordings of other machines. */
export async function coresOf(root = '/'): Promise<CoreFacts> {
  const read = (file: string): Promise<string> => readFile(join(root, file), 'latin1').catch(() => '')
  const online = countOf((await read('sys/devices/system/cpu/online')).trim()) ?? cpus().length
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(await read('proc/self/status'))?.[1]
  return {
    present: online,
    allowed: Math.min(countOf(list) ?? availableParallelism(), online),
    quota: await quotaOf(read)
  }
}

/** How many numbers a list such as `0-3,8` has. */
function countOf(list: string | undefined): number | null {
  if (!list || !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(list)) return null
  const sizes = list.split(',').map((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return to - from + 1
  })
  return sizes.reduce((sum, size) => sum + size, 0)
}

/**
 * cgroups(7): the narrowest of our own group and those above it. In version 2 a group's share is in `cpu.max`, in version 1
 * in two files of the hierarchy of `cpu`; seen from inside a container its own group is the root of what is mounted.
 */
async function quotaOf(read: (file: string) => Promise<string>): Promise<number | null> {
  const groups = [...(await read('proc/self/cgroup')).matchAll(/^\d+:([^:]*):(.*)$/gm)]
  const shares: number[] = []
  for (const [, controllers = '', path = '/'] of groups) {
    const isSecond = controllers === ''
    if (!isSecond && !controllers.split(',').includes('cpu')) continue
    for (let at = path; ; at = dirname(at)) {
      const folder = isSecond ? join('sys/fs/cgroup', at) : join('sys/fs/cgroup', controllers, at)
      const share = isSecond
        ? shareOf((await read(join(folder, 'cpu.max'))).trim().split(' '))
        : shareOf([
            (await read(join(folder, 'cpu.cfs_quota_us'))).trim(),
            (await read(join(folder, 'cpu.cfs_period_us'))).trim()
          ])
      if (share !== null) shares.push(share)
      if (at === '/' || at === '.') break
    }
  }
  return shares.length === 0 ? null : Math.min(...shares)
}

/** `max`, and -1 in version 1, mean all. */
function shareOf([quota, period]: readonly (string | undefined)[]): number | null {
  const share = Number(quota) / Number(period)
  return share > 0 && Number.isFinite(share) ? share : null
}
