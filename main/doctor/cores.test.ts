import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coresOf } from './cores'

/** What the system says of itself on a machine with eight cores, as recorded in containers and services. */
let root: string
const record = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), `${text}\n`)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gilscope-cores-'))
  record('sys/devices/system/cpu/online', '0-7')
  record('proc/self/status', 'Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t0-7')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('cores', () => {
  it('are those that are online, of which the process may use some', async () => {
    expect(await coresOf(root)).toEqual({ present: 8, allowed: 8, quota: null })
    record('proc/self/status', 'Name:\tnode\nCpus_allowed_list:\t0-1,6')
    expect(await coresOf(root)).toEqual({ present: 8, allowed: 3, quota: null })
  })

  it('have a share in version 2 of control groups: the narrowest of all groups above', async () => {
    record('proc/self/cgroup', '0::/user.slice/app.service')
    record('sys/fs/cgroup/user.slice/app.service/cpu.max', 'max 100000')
    record('sys/fs/cgroup/user.slice/cpu.max', '150000 100000')
    expect(await coresOf(root)).toMatchObject({ quota: 1.5 })
  })

  it('have a share in a container, where its own group is the root', async () => {
    record('proc/self/cgroup', '0::/')
    record('sys/fs/cgroup/cpu.max', '50000 100000')
    expect(await coresOf(root)).toMatchObject({ quota: 0.5 })
  })

  it('have a share in version 1', async () => {
    record('proc/self/cgroup', '5:memory:/docker/1\n4:cpu,cpuacct:/docker/1')
    record('sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us', '200000')
    record('sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us', '100000')
    expect(await coresOf(root)).toMatchObject({ quota: 2 })
    record('sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us', '-1')
    expect(await coresOf(root)).toMatchObject({ quota: null })
  })
})
