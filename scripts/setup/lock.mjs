import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './say.mjs'

/** The locks that this process holds. */
const mine = new Set()

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
    if (!isHeld(file, owner)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`waiting for another run (pid ${owner}) that is doing the same set-up …`)
    told = true
    await pause(200)
  }
  mine.add(file)
  try {
    return await body()
  } finally {
    mine.delete(file)
    rmSync(file, { force: true })
  }
}

/** The lock has its owner's pid from its first moment: an empty one would look like that of a process that is gone. */
function take(file) {
  const own = `${file}.${process.pid}`
  try {
    writeFileSync(own, String(process.pid))
    linkSync(own, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
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

function isHeld(file, pid) {
  // Our own number, and not our lock: that of a process that had the number before us.
  if (pid === process.pid) return mine.has(file)
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' // alive, and another user's
  }
}
