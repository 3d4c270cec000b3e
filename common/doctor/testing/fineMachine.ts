/** An ordinary user's laptop on which all is well. Tests, and the page without an app, make others of it. */
import type { Facts, SystemFacts } from '../facts'

export const FINE_SYSTEM: SystemFacts = {
  ...{ platform: 'linux', name: 'Ubuntu 24.04', release: 'Linux 6.8.0', arch: 'x64', family: 'debian' },
  ...{ isRoot: false, container: null, version: '0.1.0', runtime: 'Electron 45.4.1' }
}

export const FINE_MACHINE = {
  system: FINE_SYSTEM,
  interpreters: [{ path: '/usr/bin/python3', version: '3.13.1', freeThreaded: false, origin: 'PATH' }],
  trial: {
    ...{ outcome: 'ran', path: '/usr/bin/python3', version: '3.13.1', ms: 412, tier: 'exact', reason: '' },
    access: { isProgramReadable: true, isDumpable: true }
  },
  cores: { present: 8, allowed: 8, quota: null },
  terminal: { opens: true },
  fonts: { chinese: 'Noto Sans CJK SC' },
  folders: [{ what: 'home', path: '/home/me', refused: null, freeBytes: 50e9 }],
  display: { name: ':0', answers: true },
  sandbox: { isOn: null, canMakeNamespaces: true, isRestricted: false, helper: null }
} as const satisfies Facts
