import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FontFacts } from '../../common/doctor/facts'

const run = promisify(execFile)

/** Names of files of common fonts with Chinese characters. */
const FILES =
  /noto.*(cjk|hans|sc)|source-?han|wqy|droid.*fallback|uming|ukai|msyh|simsun|simhei|pingfang|heiti/i

/** macOS and Windows bring such fonts. On Linux fontconfig is asked, as Chromium asks it, or else the files are looked at. */
export async function fontsOf(): Promise<FontFacts> {
  if (process.platform === 'darwin') return { chinese: 'PingFang' }
  if (process.platform === 'win32') return { chinese: 'Microsoft YaHei' }
  const listed = await run('fc-list', [':lang=zh-cn', 'family'], { timeout: 10_000 }).catch(() => null)
  if (listed !== null) {
    const [family] = listed.stdout.split('\n').flatMap((line) => line.split(',')[0]?.trim() || [])
    return { chinese: family ?? null }
  }
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.local/share/fonts'),
    join(homedir(), '.fonts')
  ]
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    const file = names.find((name) => FILES.test(name))
    if (file !== undefined) return { chinese: file }
  }
  return { chinese: null }
}
