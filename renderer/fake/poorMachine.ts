/** A machine on which nearly everything could be better: for looking at what "check my setup" then says. */
import type { Facts } from '../../common/doctor/facts'
import { FINE_MACHINE, FINE_SYSTEM } from '../../common/doctor/testing/fineMachine'
import { reasonSentence } from '../../common/trace/tierReasons'

const tooOld = { code: 'python-too-old', message: '' } as const

export const POOR_MACHINE: Facts = {
  system: { ...FINE_SYSTEM, isRoot: true, container: 'docker' },
  interpreters: [
    ...FINE_MACHINE.interpreters,
    { path: '/opt/pythons/3.14t/bin/python3', version: '3.14.2', freeThreaded: true, origin: 'pyenv' },
    {
      path: '/usr/bin/python3.8',
      version: '3.8.10',
      freeThreaded: false,
      origin: 'system',
      unusable: tooOld
    },
    {
      ...{ path: '/home/me/course/.venv/bin/python3', version: '', freeThreaded: false, origin: 'venv' },
      unusable: { code: 'no-python', message: '' }
    }
  ],
  trial: { ...FINE_MACHINE.trial, tier: 'os', reason: reasonSentence('capability') },
  cores: { present: 8, allowed: 8, quota: 0.5 },
  terminal: { opens: false },
  fonts: { chinese: null },
  folders: [
    { what: 'home', path: '/home/me', refused: 'the disk is read-only', freeBytes: 50e9 },
    { what: 'temporary', path: '/tmp', refused: null, freeBytes: 2e6 }
  ],
  display: { name: ':0', answers: true },
  sandbox: { unknown: 'no answer within 15 s' }
}
