/** How a package is installed, by the system's own means. */
import type { Family } from './facts'

const COMMANDS: Record<
  Exclude<Family, 'other'>,
  readonly [install: string, python: string, chinese: string]
> = {
  debian: ['sudo apt-get install', 'python3', 'fonts-noto-cjk'],
  fedora: ['sudo dnf install', 'python3', 'google-noto-sans-cjk-fonts'],
  arch: ['sudo pacman -S', 'python', 'noto-fonts-cjk'],
  suse: ['sudo zypper install', 'python3', 'noto-sans-cjk-fonts'],
  alpine: ['sudo apk add', 'python3', 'font-noto-cjk']
}

/** The command that installs Python, or a font with Chinese characters; null where it is not known. */
export function installCommand(family: Family, what: 'python' | 'chinese'): string | null {
  if (family === 'other') return null
  const [install, python, chinese] = COMMANDS[family]
  return `${install} ${what === 'python' ? python : chinese}`
}
