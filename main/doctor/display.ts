import { connect, type NetConnectOpts } from 'node:net'
import { join } from 'node:path'
import type { DisplayFacts } from '../../common/doctor/facts'

/** A server of the same machine answers at once; one behind ssh takes a moment. */
const PATIENCE_MS = 5_000

/** On Linux a window needs the X server that `DISPLAY` names, or the Wayland compositor of `WAYLAND_DISPLAY`. */
export async function displayOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<DisplayFacts> {
  if (platform !== 'linux') return { name: '', answers: true }
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland, XDG_RUNTIME_DIR: runtime } = env
  const places = [
    ...(wayland ? [{ name: wayland, at: [{ path: join(runtime ?? '', wayland) }] }] : []),
    ...(x11 ? [{ name: x11, at: placesOfX11(x11) }] : [])
  ]
  for (const { name, at } of places) {
    for (const place of at) if (await answersAt(place)) return { name, answers: true }
  }
  return { name: places[0]?.name ?? null, answers: false }
}

/** `[HOST]:NUMBER[.SCREEN]`, X(7): sockets in the file system, or TCP's ports from 6000 on. */
function placesOfX11(display: string): NetConnectOpts[] {
  const [, host = '', number = '0'] = /^(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? []
  const socket = `/tmp/.X11-unix/X${number}`
  // Some servers listen in Linux's abstract name space only.
  if (host === '' || host === 'unix') return [{ path: socket }, { path: `\0${socket}` }]
  return [{ host, port: 6000 + Number(number) }]
}

function answersAt(place: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(place)
    const end = (answers: boolean): void => {
      socket.destroy()
      resolve(answers)
    }
    socket.setTimeout(PATIENCE_MS, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
