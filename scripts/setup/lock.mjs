import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './say.mjs'

/**
 * Does something that two runs at once must not do twice. The lock is a file that holds its owner's pid; the lock
 * of a process that is gone counts for nothing.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} body
 * @returns {Promise<T>}
 */
export async function alone(file, body) {
  mkdirSync(dirname(file), { recursive: true })
  let told = false
  while (!take(file)) {
    const owner = ownerOf(file)
    if (owner === null) continue // it was given back just now
    if (!isAlive(owner)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`waiting for another run (pid ${owner}) that is doing the same set-up …`)
    told = true
    await pause(200)
  }
  try {
    return await body()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function ownerOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function isAlive(pid) {
  if (pid === process.pid || !(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' // alive, and another user's
  }
}
