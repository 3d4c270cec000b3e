import { describe, expect, it } from 'vitest'
import { reasonSentence, type TierReason } from '../trace/tierReasons'
import type { AccessFacts, Facts, SandboxFacts, SystemFacts, TrialFacts } from './facts'
import { asText, judge } from './judge'
import type { Check } from './line'
import { FINE_MACHINE, FINE_SYSTEM } from './testing/fineMachine'
import { doctorEn } from './words.en'
import { doctorZh } from './words.zh'

/** Situations that no test can arrange are made of it. */
const FINE: Facts = FINE_MACHINE
const SYSTEM: SystemFacts = FINE_SYSTEM
const { sandbox: SANDBOX, trial: RAN, interpreters: PYTHONS } = FINE_MACHINE
const ACCESS: AccessFacts = RAN.access

const found = (facts: Partial<Facts>, check: Check) =>
  judge({ ...FINE, ...facts }, doctorEn)
    .filter((line) => line.check === check)
    .map(({ level, finding }) => `${level} ${finding}`)

const unreadable = (reason: TierReason, access = ACCESS): TrialFacts => ({
  ...RAN,
  ...{ tier: 'os', reason: reasonSentence(reason, '3.16'), access }
})

it('says of a machine on which all is well that it is, in both languages', () => {
  for (const words of [doctorEn, doctorZh]) {
    const lines = judge(FINE, words)
    expect(lines.map(({ level }) => level)).toEqual(Array(10).fill('green'))
    expect(asText(lines, words).split('\n').at(-1)).toBe(words.summary(0, 0))
  }
})

describe('why the GIL cannot be read', () => {
  const inDocker = { ...SYSTEM, container: 'docker' }
  it.each<[string, Partial<Facts>, string]>([
    ['Yama 3', { trial: unreadable('nobody') }, 'yamaNobody'],
    ['Yama 2', { trial: unreadable('capability') }, 'yamaCapability'],
    ['Yama 1, outside of our own tree', { trial: unreadable('ancestors') }, 'yamaAncestors'],
    ['a container', { trial: unreadable('unreadable'), system: inDocker }, 'container'],
    ['another user', { trial: unreadable('unreadable') }, 'otherUser'],
    [
      'a program that may not be read, also under Yama',
      { trial: unreadable('ancestors', { isProgramReadable: false, isDumpable: null }) },
      'sealedProgram'
    ],
    [
      'a process that is not dumpable, in a container too',
      { trial: unreadable('unreadable', { ...ACCESS, isDumpable: false }), system: inDocker },
      'sealedProcess'
    ],
    ['a Python of tomorrow', { trial: unreadable('unknownLayout') }, 'newPython'],
    ['anything else', { trial: unreadable('strangeMemory') }, 'unseen'],
    ['a scope that failed', { trial: { ...RAN, tier: null } }, 'scopeFailed'],
    [
      'macOS',
      {
        trial: { ...RAN, tier: 'portable', reason: reasonSentence('gilUnseen', 'macOS') },
        system: { ...SYSTEM, platform: 'darwin' }
      },
      'otherSystem'
    ],
    [
      'macOS where nothing could look',
      {
        trial: { ...RAN, tier: 'portable', reason: reasonSentence('noWatcher', 'OSError: denied') },
        system: { ...SYSTEM, platform: 'darwin' }
      },
      'noWatcher'
    ]
  ])('%s', (_what, facts, finding) => {
    expect(found(facts, 'scope')).toEqual([`yellow ${finding}`])
  })

  it('does not matter without a GIL', () => {
    expect(found({ trial: { ...RAN, tier: 'no-gil' } }, 'scope')).toEqual(['green noGilToSee'])
  })

  it('is said in Chinese where that is read', () => {
    const lines = judge({ ...FINE, trial: unreadable('strangeMemory') }, doctorZh)
    expect(lines.find(({ check }) => check === 'scope')!.says).toBe(
      '没能看到谁持有 GIL。它的内存不是此处所知的 Python 的样子。'
    )
  })
})

describe('the sandbox', () => {
  it.each<[string, Partial<SandboxFacts>, Partial<Facts>, string]>([
    ['Ubuntu’s rule', { isRestricted: true }, {}, 'red sandboxForbidden'],
    [
      'Ubuntu’s rule, and the helper set up',
      { isRestricted: true, helper: { path: '/opt/chrome-sandbox', isReady: true } },
      {},
      'green sandboxed'
    ],
    ['no namespaces', { canMakeNamespaces: false }, {}, 'red sandboxForbidden'],
    [
      'no namespaces, where no window could open anyway',
      { canMakeNamespaces: false },
      { display: { name: null, answers: false } },
      'yellow sandboxForbidden'
    ],
    ['a window that has one, whatever the rules', { isOn: true, isRestricted: true }, {}, 'green sandboxed'],
    ['a window without, as was asked for', { isOn: false }, {}, 'yellow sandboxOff']
  ])('%s', (_what, sandbox, facts, expected) => {
    expect(found({ sandbox: { ...SANDBOX, ...sandbox }, ...facts }, 'sandbox')).toEqual([expected])
  })

  it('is allowed by the narrowest means there is', () => {
    const todo = (sandbox: Partial<SandboxFacts>) =>
      judge({ ...FINE, sandbox: { ...SANDBOX, ...sandbox } }, doctorEn).find(
        ({ check }) => check === 'sandbox'
      )!.todo
    const helper = { path: '/opt/my app/chrome-sandbox', isReady: false }
    expect(todo({ isRestricted: true, helper })).toContain('chown root:root "/opt/my app/chrome-sandbox"')
    expect(todo({ isRestricted: true })).toContain('apparmor_restrict_unprivileged_userns=0')
    expect(todo({ canMakeNamespaces: false })).toContain('user.max_user_namespaces')
  })
})

describe('cores', () => {
  it.each([
    [{ present: 1, allowed: 1, quota: null }, 'yellow oneCore'],
    [{ present: 8, allowed: 2, quota: null }, 'yellow fewerCores'],
    [{ present: 8, allowed: 8, quota: 0.5 }, 'yellow quota'],
    [{ present: 8, allowed: 2, quota: 2 }, 'yellow fewerCores'],
    [{ present: 8, allowed: 8, quota: 8 }, 'green cores']
  ])('%j', (cores, expected) => {
    expect(found({ cores }, 'cores')).toEqual([expected])
  })
})

describe('disks', () => {
  it.each([
    [5e6, 'red full'],
    [100e6, 'yellow nearlyFull'],
    [null, 'green files']
  ])('%s bytes free', (freeBytes, expected) => {
    const folders = [{ what: 'data', path: '/home/me/.config/Gilscope', refused: null, freeBytes }] as const
    expect(found({ folders }, 'files')).toEqual([expected])
  })
})

describe('Pythons', () => {
  const broken = { code: 'no-python', message: 'it does not answer' } as const
  it('are counted, and each is listed with its GIL', () => {
    const interpreters = [
      ...PYTHONS,
      { path: '/opt/3.14t/bin/python3', version: '3.14.0', freeThreaded: true, origin: 'pyenv' as const }
    ]
    const [line] = judge({ ...FINE, interpreters }, doctorEn)
    expect(line).toMatchObject({
      says: '2 Pythons can run cells, the first is 3.13.1.',
      more: ['3.13.1 · /usr/bin/python3 · GIL', '3.14.0t · /opt/3.14t/bin/python3 · no GIL']
    })
  })

  it('of which none answers keep cells from running, and others that do not are in nobody’s way', () => {
    const dead = {
      path: '/usr/bin/python',
      version: '',
      freeThreaded: false,
      origin: 'PATH',
      unusable: broken
    } as const
    expect(found({ interpreters: [dead] }, 'python')).toEqual(['red onlyBroken'])
    expect(found({ interpreters: [...PYTHONS, dead] }, 'python')).toEqual(['green pythons'])
  })

  it('are installed by the means of the system', () => {
    const todo = (family: SystemFacts['family']) =>
      judge({ ...FINE, interpreters: [], system: { ...SYSTEM, family } }, doctorEn)[0]!.todo
    expect(todo('fedora')).toContain('sudo dnf install python3')
    expect(todo('other')).toContain('https://www.python.org/downloads/')
  })
})

it('says what could not be found out, and judges the rest', () => {
  const facts = { ...FINE, trial: { unknown: 'no answer within 60 s' }, system: { unknown: 'no such file' } }
  expect(found(facts, 'kernel')).toEqual(['yellow unknown'])
  expect(found(facts, 'system')).toEqual(['yellow unknown'])
  expect(found(facts, 'cores')).toEqual(['green cores'])
})
