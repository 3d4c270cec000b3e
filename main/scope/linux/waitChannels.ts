import type { ThreadState } from '../../../common/trace/sample'

/**
 * Where in the kernel a blocked thread sleeps (`/proc/PID/task/TID/wchan`), by the beginning of the function's name: the
 * evidence that is left where system calls must not be read. Linux 5.4 to 6.18.
 */
const CHANNELS: readonly (readonly [RegExp, ThreadState])[] = [
  [/^futex|^do_futex|^semtimedop|^do_semtimedop|lock/, 'lock'],
  [/nanosleep|^do_sigtimedwait|^sigsuspend/, 'sleep'],
  [/^do_wait|^kernel_wait4|^kernel_clone|^_do_fork/, 'child-wait'],
  [/^ep_poll|^do_epoll_wait|^poll_schedule_timeout|^do_poll|^do_select|^do_sys_poll/, 'io'],
  [
    /pipe_|^wait_woken|^sk_|^skb_|^unix_|^inet_|^tcp_|^n_tty|^tty_|^io_|^folio_|^read_events|^jbd2_|^ext4_/,
    'io'
  ]
]

/** The cause that a wait channel stands for; `idle` for unknown ones and for `0`, which hides it. */
export function causeOfChannel(channel: string): ThreadState {
  return CHANNELS.find(([pattern]) => pattern.test(channel))?.[1] ?? 'idle'
}
