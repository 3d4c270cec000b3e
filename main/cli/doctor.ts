/** `gilscope doctor`: what this machine has of what Gilscope needs. Exit code 1 where something must be mended. */
import { dirname, resolve } from 'node:path'
import { asText, countOf, judge } from '../../common/doctor/judge'
import { doctorEn } from '../../common/doctor/words.en'
import { doctorZh } from '../../common/doctor/words.zh'
import { dataFolder } from '../doctor/dataFolder'
import { gatherFacts } from '../doctor/gather'
import type { TrialPlace } from '../doctor/tryKernel'
import type { DoctorCommand } from './arguments'
import type { Terminal } from './terminal'

export async function doctor(
  { json, language }: DoctorCommand,
  terminal: Terminal,
  place: TrialPlace & { readonly root: string; readonly version: string }
): Promise<number> {
  const { electron } = process.versions
  const facts = await gatherFacts({
    ...place,
    runtime: electron === undefined ? `Node ${process.versions.node}` : `Electron ${electron}`,
    folder: process.cwd(),
    dataFolder: dataFolder(),
    // Beside the app's own program, or in a checkout beside the one that it would be started with.
    sandboxHelper:
      electron === undefined
        ? resolve(place.root, 'node_modules/electron/dist/chrome-sandbox')
        : resolve(dirname(process.execPath), 'chrome-sandbox'),
    window: null
  })
  const words = language === 'zh' ? doctorZh : doctorEn
  const lines = judge(facts, words)
  terminal.line(json ? JSON.stringify({ lines, facts }, undefined, 2) : asText(lines, words))
  return countOf(lines, 'red') > 0 ? 1 : 0
}
