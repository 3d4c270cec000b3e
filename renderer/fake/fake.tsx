/**
 * The page on a host that plays a recording. The address chooses what is shown: `?open=watched`, `&theme=dark`, `&language=zh`,
 * `&panel=now` or `&panel=variables`, and `&crowd=500` for so many threads and variables. */
import type { NotebookId } from '../../common/brands'
import type { Settings } from '../../common/ipc'
import { failed, ok } from '../../common/result'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../fakeHost'
import { start } from '../start'
import { fakeCompletion, fakeInspection } from './codeHelp'
import { FakeKernel } from './FakeKernel'
import { FakeLife, fakeVariables } from './FakeLife'
import { FINE_MACHINE } from '../../common/doctor/testing/fineMachine'
import { FakeTrial } from './FakeTrial'
import { POOR_MACHINE } from './poorMachine'
import { EXAMPLES, INTERPRETERS, NOTEBOOKS } from './recordings'

const address = new URLSearchParams(location.search)
let settings: Settings = {
  ...FAKE_HELLO.settings,
  language: (address.get('language') ?? 'system') as Settings['language'],
  theme: (address.get('theme') ?? 'system') as Settings['theme'],
  terminalOpen: address.has('console'),
  panelOpen: address.has('panel'),
  panelTab: address.get('panel') === 'variables' ? 'variables' : 'now',
  recent: ['/home/me/notes/concurrency.md', '/home/me/work/measurements/2026/pool-or-threads.ipynb']
}

const opened = (name: string) => {
  const notebook = NOTEBOOKS[name]
  return notebook === undefined
    ? failed('not-a-notebook', 'line 3 is no JSON', 'line 3, column 12: a comma is missing')
    : ok(
        fakeOpened(notebook, {
          ...{ id: name as NotebookId, name: `${name}.ipynb`, path: `/home/me/${name}.ipynb` }
        })
      )
}

const host: FakeHost = new FakeHost({
  'app:hello': async () => ({
    ...FAKE_HELLO,
    locale: navigator.language,
    settings,
    examples: EXAMPLES,
    open: address.getAll('open')
  }),
  'settings:change': async (change) => {
    settings = { ...settings, ...change }
    return settings
  },
  'files:open': async (path) => opened(path ?? 'notes'),
  'files:openExample': async (name) => opened(name),
  'kernel:interpreters': async () => INTERPRETERS,
  'kernel:start': async (id, path) => kernel.start(id, path),
  'kernel:run': async (id, requests) => kernel.run(id, requests),
  'kernel:interrupt': async () => kernel.interrupt(),
  'kernel:restart': async (id) => kernel.start(id, null),
  'kernel:input': async (id, request, value) => kernel.answer(id, request, value),
  'kernel:complete': async (_id, code, cursor) => fakeCompletion(code, cursor),
  'kernel:inspect': async (_id, code, cursor) => fakeInspection(code, cursor),
  'kernel:alive': async () => life.alive(),
  'kernel:follow': async (_id, pid, tid, follows) => life.follow(tid ?? pid, follows),
  'kernel:endChild': async (_id, pid) => life.endChild(pid),
  'kernel:variables': async () => (kernel.runs.length === 0 ? [] : fakeVariables(crowd)),
  'scope:watchNow': async (id, isWatched) => life.watchNow(id, isWatched),
  'trial:run': async (id, request) => trial.run(id, request),
  'trial:cancel': async () => trial.cancel(),
  'doctor:look': async () => (address.has('poor') ? POOR_MACHINE : FINE_MACHINE),
  'terminal:type': async (id, data) => host.push('terminal:data', id, data)
})
const kernel: FakeKernel = new FakeKernel(host)
const crowd = Number(address.get('crowd') ?? 0)
const life = new FakeLife(host, crowd === 0 ? 4 : crowd, (ago) => kernel.runs.at(-1 - ago) ?? null)
const trial: FakeTrial = new FakeTrial(host)

await start(host)
