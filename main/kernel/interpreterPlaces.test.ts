import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placesToLook } from './interpreterPlaces'

/** A machine made of empty files: nothing is run to find places. */
let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'places-test-'))
})
afterEach(() => rmSync(home, { recursive: true }))

function file(path: string, text = ''): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), text)
}

/** Origins and paths below the machine's home, in the order in which they are tried. */
async function places(
  platform: NodeJS.Platform,
  folder: string | null = null,
  env: NodeJS.ProcessEnv = {}
): Promise<string[]> {
  const found = await placesToLook(folder === null ? null : join(home, folder), {
    env,
    home,
    platform,
    bundled: join(home, 'app/resources/python')
  })
  return found
    .filter(({ path }) => path.startsWith(home))
    .map(({ origin, path }) => `${origin} ${path.slice(home.length + 1)}`)
}

test('the environments near the notebook come first: .venv, venv, then others by their pyvenv.cfg', async () => {
  for (const name of ['.venv', 'venv', 'env', '.tox-312']) {
    file(`project/${name}/bin/python3`)
    file(`project/${name}/pyvenv.cfg`)
  }
  file('project/not-one/bin/python3')
  file('.venv/bin/python')
  file('bin/python3')
  expect(await places('linux', 'project', { PATH: join(home, 'bin') })).toEqual([
    'venv project/.venv/bin/python3',
    'venv project/venv/bin/python3',
    'venv project/.tox-312/bin/python3',
    'venv project/env/bin/python3',
    'venv .venv/bin/python',
    'PATH bin/python3'
  ])
})

test('pyenv, conda, uv, virtualenvwrapper and Jupyter’s kernels are known by their places', async () => {
  file('.pyenv/versions/3.9.1/bin/python3')
  file('.pyenv/versions/3.13.0t/bin/python3')
  file('miniforge3/bin/python')
  file('miniforge3/envs/science/bin/python')
  file('elsewhere/an-env/bin/python')
  file('.conda/environments.txt', `${join(home, 'elsewhere/an-env')}\n/gone/env\n`)
  file('.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3')
  file('.virtualenvs/work/bin/python')
  const kernel = {
    argv: [join(home, 'own/bin/python'), '-m', 'ipykernel'],
    display_name: 'Own',
    language: 'python'
  }
  file('.local/share/jupyter/kernels/own/kernel.json', JSON.stringify(kernel))
  file('.local/share/jupyter/kernels/r/kernel.json', JSON.stringify({ argv: ['/usr/bin/R'], language: 'R' }))
  file('.local/share/jupyter/kernels/broken/kernel.json', '{')
  expect(await places('linux')).toEqual([
    'pyenv .pyenv/versions/3.13.0t/bin/python3',
    'pyenv .pyenv/versions/3.9.1/bin/python3',
    'conda miniforge3/bin/python',
    'conda miniforge3/envs/science/bin/python',
    'conda elsewhere/an-env/bin/python',
    'uv .local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3',
    'venv .virtualenvs/work/bin/python',
    'jupyter own/bin/python'
  ])
})

test('on Windows: python.org’s installers and install manager, Microsoft Store, uv and venvs', async () => {
  file('project/.venv/Scripts/python.exe')
  file('project/.venv/pyvenv.cfg')
  file('Local/Programs/Python/Python313/python.exe')
  file('Local/Programs/Python/Python313/python3.13t.exe')
  file('Programs/Python311/python.exe')
  file('Programs/Other/python.exe')
  file('Local/Python/pythoncore-3.14-64/python.exe')
  file('Local/Microsoft/WindowsApps/python.exe')
  file('Local/Microsoft/WindowsApps/PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0/python.exe')
  file('Roaming/uv/python/cpython-3.13.1-windows-x86_64-none/python.exe')
  const env = {
    LOCALAPPDATA: join(home, 'Local'),
    APPDATA: join(home, 'Roaming'),
    ProgramFiles: join(home, 'Programs')
  }
  expect(await places('win32', 'project', env)).toEqual([
    'venv project/.venv/Scripts/python.exe',
    'uv Roaming/uv/python/cpython-3.13.1-windows-x86_64-none/python.exe',
    'python.org Local/Programs/Python/Python313/python.exe',
    'python.org Local/Programs/Python/Python313/python3.13t.exe',
    'python.org Programs/Python311/python.exe',
    'python.org Local/Python/pythoncore-3.14-64/python.exe',
    'store Local/Microsoft/WindowsApps/PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0/python.exe'
  ])
})

test('the Pythons that came with the app are the last, those with a GIL before those without', async () => {
  for (const name of ['3.13', '3.14', '3.14t']) file(`app/resources/python/${name}/bin/python3`)
  file('.pyenv/versions/3.9.1/bin/python3')
  expect(await places('linux')).toEqual([
    'pyenv .pyenv/versions/3.9.1/bin/python3',
    'bundled app/resources/python/3.14/bin/python3',
    'bundled app/resources/python/3.13/bin/python3',
    'bundled app/resources/python/3.14t/bin/python3'
  ])
})
