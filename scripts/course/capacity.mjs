// What this machine gives to two busy processes at the moment: on two cores that others use too, not always two.
import { run } from '../setup/run.mjs'

const BUSY = `import time
began = time.monotonic()
while time.monotonic() < began + 1: pass
print(began, time.monotonic(), time.process_time())`

/** @returns {Promise<number>} cores, by CPU time */
export async function capacityOfTwo(python) {
  const outputs = await Promise.all([1, 2].map(() => run(python, ['-c', BUSY], { seconds: 60 })))
  const told = outputs.map(({ output }) => output.trim().split(' ').map(Number))
  const from = Math.min(...told.map(([began]) => began))
  const to = Math.max(...told.map(([, ended]) => ended))
  return told.reduce((sum, [, , cpu]) => sum + cpu, 0) / (to - from)
}
