/**
 * Why a thread that is blocked in a system call is blocked: by number, per processor. Calls that are not here do not
 * block for long, or for reasons that have no state of their own.
 */

/** `poll`, `select`, `futex` and `fcntl` need a look at their arguments. */
export type SyscallKind = 'futex' | 'poll' | 'select' | 'io' | 'sleep' | 'lock' | 'child-wait' | 'restart'

type Table = ReadonlyMap<number, SyscallKind>

function table(kinds: Readonly<Partial<Record<SyscallKind, readonly number[]>>>): Table {
  const byNumber = new Map<number, SyscallKind>()
  for (const [kind, numbers] of Object.entries(kinds)) {
    for (const number of numbers) byNumber.set(number, kind as SyscallKind)
  }
  return byNumber
}

/** asm/unistd_64.h. */
const X64 = table({
  futex: [202],
  poll: [7, 271], // poll, ppoll
  select: [23, 270], // select, pselect6
  // read write open pread64 pwrite64 readv writev sendfile connect accept sendto recvfrom sendmsg recvmsg fsync
  // fdatasync io_getevents epoll_wait openat splice tee sync_file_range vmsplice epoll_pwait accept4 preadv pwritev
  // recvmmsg sendmmsg copy_file_range preadv2 pwritev2 io_uring_enter epoll_pwait2 msgsnd msgrcv
  io: [
    0, 1, 2, 17, 18, 19, 20, 40, 42, 43, 44, 45, 46, 47, 74, 75, 208, 232, 257, 275, 276, 277, 278, 281, 288,
    295, 296, 299, 307, 326, 327, 328, 426, 441, 69, 70
  ],
  sleep: [34, 35, 128, 130, 230], // pause nanosleep rt_sigtimedwait rt_sigsuspend clock_nanosleep
  lock: [65, 72, 73, 220, 449, 455, 456], // semop fcntl flock semtimedop futex_waitv futex_wait futex_requeue
  'child-wait': [56, 57, 58, 61, 247, 435], // clone fork vfork wait4 waitid clone3: the parent of a vfork waits
  restart: [219]
})

/** asm-generic/unistd.h. */
const ARM64 = table({
  futex: [98],
  poll: [73],
  select: [72],
  io: [
    4, 22, 56, 63, 64, 65, 66, 67, 68, 69, 70, 71, 75, 76, 77, 82, 83, 84, 188, 189, 202, 203, 206, 207, 211,
    212, 242, 243, 269, 285, 286, 287, 426, 441
  ],
  sleep: [101, 115, 133, 137],
  lock: [25, 32, 192, 193, 449, 455, 456],
  'child-wait': [95, 220, 260, 435],
  restart: [128]
})

export const SYSCALLS: Table = process.arch === 'arm64' ? ARM64 : X64

const FUTEX_COMMAND = 127
/** FUTEX_WAIT, FUTEX_LOCK_PI, FUTEX_WAIT_BITSET, FUTEX_WAIT_REQUEUE_PI. */
const WAITS = new Set([0, 6, 9, 11])

/** Whether a futex call with this operation waits; the others only wake. */
export function isFutexWait(operation: number): boolean {
  return WAITS.has(operation & FUTEX_COMMAND)
}
