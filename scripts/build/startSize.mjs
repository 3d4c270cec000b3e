// How much script a start reads: limited, for it grows by itself with each feature, and every 100 kB of it costs a start some
// 5 ms of compiling, and more of running.
import { Buffer } from 'node:buffer'

/**
 * @typedef {{ type: 'chunk', name: string, code: string, imports: string[] } | { type: 'asset' }} Output
 * @param {Readonly<Record<string, Output>>} bundle by file name
 * @param {string} first the file that is loaded first
 * @returns {number} bytes of that file, and of all that it imports before it runs
 */
export function startSize(bundle, first) {
  const files = new Set([first])
  for (const file of files) for (const imported of bundle[file]?.imports ?? []) files.add(imported)
  return [...files].reduce((sum, file) => sum + Buffer.byteLength(bundle[file]?.code ?? ''), 0)
}

/**
 * A build fails when what is loaded with this script, by its name, is more than `most` bytes.
 * @param {string} name
 * @param {number} most
 * @param {string} advice what to do about it
 */
export function limitStart(name, most, advice) {
  return {
    name: `limit-${name}`,
    generateBundle(_options, bundle) {
      const first = Object.keys(bundle).find((file) => bundle[file].name === name)
      if (first === undefined) this.error(`there is no script ${name}`)
      const size = startSize(bundle, first)
      const kilobytes = `${name}: a start loads ${Math.ceil(size / 1000)} kB of at most ${most / 1000}`
      if (size > most) this.error(`${kilobytes}. ${advice}`)
      this.info(kilobytes)
    }
  }
}
