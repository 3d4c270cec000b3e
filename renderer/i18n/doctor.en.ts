/** The strings of "check my setup", in English; part of `en.ts`. What was found is worded in `common/doctor`. */
import { countOf } from '../../common/doctor/judge'
import type { Line } from '../../common/doctor/line'
import { doctorEn as words } from '../../common/doctor/words.en'

export const doctorEn = {
  title: 'Check my setup',
  link: 'Check my setup…',
  looking: 'Looking, and trying a kernel…',
  again: 'Check again',
  copy: 'Copy as text',
  copied: 'Copied',
  summaryOf: (lines: readonly Line[]): string =>
    words.summary(countOf(lines, 'red'), countOf(lines, 'yellow')),
  words
}

export type DoctorText = typeof doctorEn
