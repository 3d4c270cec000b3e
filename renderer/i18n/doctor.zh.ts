/** The strings of "check my setup", in Simplified Chinese; part of `zh.ts`. */
import { countOf } from '../../common/doctor/judge'
import { doctorZh as words } from '../../common/doctor/words.zh'
import type { DoctorText } from './doctor.en'

export const doctorZh: DoctorText = {
  title: '检查环境',
  link: '检查环境…',
  looking: '正在查看，并试着启动一个内核…',
  again: '再检查一次',
  copy: '复制为文本',
  copied: '已复制',
  summaryOf: (lines) => words.summary(countOf(lines, 'red'), countOf(lines, 'yellow')),
  words
}
