/** A loop that runs for ever with nothing in it. */
import { modernised } from '../asyncio/modernise'
import { count } from '../sentences'
import type { Rule } from '../situation'

/** By name where there are few. */
const MOST_NAMES = 4

export const loopIdle: Rule = ({ notices, code, others }) => {
  const idle = notices.find((each) => each.what === 'loop-idle')
  if (idle === undefined) return null
  const modern = code.isWhole ? modernised(code.text, others) : null
  const names = [...new Set(idle.coroutines)].slice(0, MOST_NAMES).map((name) => `\`${name}()\``)
  const made = idle.count
  return {
    says:
      made === 0
        ? {
            en: 'Nothing on this loop can stop it: it has nothing left to do.',
            zh: '这个事件循环停不下来：它已经无事可做。'
          }
        : {
            en: `Nothing on this loop can stop it: ${count(made, 'coroutine')} ${made === 1 ? 'was' : 'were'} created and never awaited.`,
            zh: `这个事件循环停不下来：创建了 ${String(made)} 个协程，却没有谁等待它们。`
          },
    why: [
      {
        en: 'The loop waits, and has no task, no timer, no file or socket and no signal that could wake it; there is no other thread.',
        zh: '循环在等待，但没有任务、定时器、文件、套接字或信号能唤醒它，也没有其他线程。'
      },
      ...(made === 0
        ? []
        : [
            {
              en: `Calling ${names.join(', ')} makes a coroutine and runs nothing of it: only a task, or \`await\`, does.`,
              zh: `调用 ${names.join('、')} 只创建协程，并不执行其中的代码：要有任务或 \`await\` 才会执行。`
            }
          ])
    ],
    fixes: modern?.isRun === true ? [{ does: MODERN, code: modern.code }] : []
  }
}

export const MODERN = {
  en: 'let `asyncio.run()` make the loop, and await what was created',
  zh: '由 `asyncio.run()` 创建循环，并等待所创建的协程'
}
