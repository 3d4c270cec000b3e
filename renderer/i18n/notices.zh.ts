/** What a run's notices say, in Simplified Chinese; part of `zh.ts`. */
import type { NoticesText } from './notices.en'

export const noticesZh: NoticesText = {
  show: '查看它们',
  restart: '重启内核',
  interrupt: '中断单元格',
  workerLost: ({ worker, pid, signal, exitCode }) =>
    `${worker}（pid ${pid}）在进程池工作时${signal === null ? `以退出码 ${String(exitCode)} 结束` : `被 ${signal} 终止`}，进程池不再有进展。`,
  workerLostMeans:
    '它手上的任务已经丢失，multiprocessing.Pool 会永远等下去。换作 ProcessPoolExecutor，此时会抛出 BrokenProcessPool。',
  threadsGoOn: (threads) => `仍在运行的线程：${threads.join('、')}`,
  threadsGoOnMeans: 'Python 无法从外部停止线程。重启内核可以结束它们，但所有变量都会丢失。',
  unheard: (handler) =>
    handler === null
      ? '中断没有效果：程序忽略了 SIGINT（signal.SIG_IGN）。'
      : `中断交给了程序自己的 SIGINT 处理函数 ${handler}，单元格仍在运行。`,
  unheardMeans: '重启内核可以结束这个单元格，但所有变量都会丢失。'
}
