// electron-builder's part: the app's folder on every system, and on Windows and macOS the installers, too.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { inRoot } from '../setup/places.mjs'
import { icns, ico } from './icons.mjs'
import { project, sources } from './places.mjs'

/**
 * Electron's switches for release. Each closes a way to make the app run what is not its own (docs/packaging.md, "Fuses").
 * Electron can check the archive's integrity on macOS and Windows only.
 */
const fusesOn = (platform) => ({
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: platform !== 'linux',
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false
})

/** How the command line is called on each system, and where that goes, below the app's folder or on macOS `Contents`. */
const launchers = {
  linux: { from: 'packaging/linux/gilscope', to: 'gilscope' },
  win32: { from: 'packaging/windows/gilscope.cmd', to: 'gilscope.cmd' },
  darwin: { from: 'packaging/macos/gilscope', to: 'Resources/gilscope' }
}

/** The licences of what the scripts contain of others: two files that the build writes, and that of what Ruff's binary contains. */
function licences(platform) {
  const folder = platform === 'darwin' ? 'Resources/' : ''
  return [
    { from: 'out/main/licenses.md', to: `${folder}LICENSES.main.md` },
    { from: 'out/renderer/licenses.md', to: `${folder}LICENSES.page.md` },
    { from: 'node_modules/@astral-sh/ruff-wasm-web/LICENSE', to: `${folder}LICENSE.ruff.txt` }
  ]
}

/**
 * Packs the app.
 * @param {{ executable: string, version: string }} electron
 * @param {{ pythons: { name: string, folder: string }[] }} contents
 * @param {string} work a folder for what is in between
 * @param {string} folder where installers go
 * @returns {Promise<string[]>} on Linux the app's folder; elsewhere the installers
 */
export async function packApp(electron, contents, work, folder) {
  const { build, Platform } = await import('electron-builder') // takes a second, which a bad call need not wait for
  const config = configuration(electron, contents)
  const goesTo = (output) => ({ ...config.directories, output })
  if (process.platform !== 'linux') {
    await addIcons(config, work)
    config.directories = goesTo(folder)
    const files = await build({
      projectDir: inRoot(),
      publish: 'never',
      targets: Platform.current().createTarget(),
      config
    })
    return files.filter((file) => /\.(exe|zip|dmg)$/.test(file))
  }
  config.electronDist = plainElectron(electron, join(work, 'electron'))
  config.directories = goesTo(work)
  await build({ projectDir: inRoot(), publish: 'never', targets: Platform.LINUX.createTarget('dir'), config })
  return [join(work, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`)]
}

/** What electron-builder is told. `platform` is Node's name of the system that it packs for, its own. */
export function configuration({ version }, contents, platform = process.platform) {
  return {
    ...systems,
    appId: 'io.github.gilscope',
    productName: project.productName,
    // A folder that the user prefers does not say its version.
    electronVersion: /^\d/.test(version) ? version : project.devDependencies.electron,
    npmRebuild: false, // node-pty comes built, for Node-API
    asar: true,
    asarUnpack: ['**/*.{node,exe,dll}', '**/spawn-helper'], // what the system must be able to load
    directories: { buildResources: sources },
    // Only what runs. Dev dependencies are left out by themselves.
    files: ['package.json', 'out/{main,preload,renderer}/**', '!**/*.{map,md,d.ts}'],
    extraResources: [
      { from: 'kernels', to: 'kernels', filter: ['**/*.py', '!**/tests/**'] },
      ...['examples', 'course']
        .filter((name) => existsSync(inRoot(name)))
        .map((name) => ({ from: name, to: name }))
    ],
    extraFiles: [launchers[platform], ...licences(platform)],
    afterPack: (context) => addPythons(contents, context),
    electronLanguages: platform === 'darwin' ? ['en', 'zh_CN'] : ['en-US', 'zh-CN'],
    electronFuses: fusesOn(platform),
    fileAssociations: [
      { ext: 'ipynb', name: 'Jupyter notebook', mimeType: 'application/x-ipynb+json', role: 'Editor' },
      { ext: 'md', name: 'Markdown', mimeType: 'text/markdown', role: 'Editor', rank: 'Alternate' }
    ]
  }
}

const systems = {
  linux: { executableName: 'gilscope-app', category: 'Development' },
  win: { target: ['nsis', 'zip'], artifactName: 'gilscope-${version}-windows-${arch}.${ext}' },
  nsis: {
    oneClick: false,
    perMachine: false, // no administrator is asked for
    allowElevation: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: true,
    installerLanguages: ['en_US', 'zh_CN'],
    artifactName: 'gilscope-${version}-windows-${arch}-setup.${ext}'
  },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.developer-tools',
    artifactName: 'gilscope-${version}-macos-${arch}.${ext}',
    hardenedRuntime: true,
    notarize: Boolean(process.env.APPLE_TEAM_ID)
  }
}

/** electron-builder would leave out Python's `__pycache__`, and a package is read-only: it could never be made anew. */
async function addPythons({ pythons }, { appOutDir, packager }) {
  for (const { name, folder } of pythons)
    cpSync(folder, join(packager.getResourcesDir(appOutDir), 'python', name), {
      recursive: true,
      verbatimSymlinks: true
    })
}

/** On Linux it is the drawing itself that is installed. */
async function addIcons(config, work) {
  mkdirSync(work, { recursive: true })
  const [forWindows, forMac] = [join(work, 'icon.ico'), join(work, 'icon.icns')]
  writeFileSync(forWindows, await ico(join(sources, 'icon.svg')))
  writeFileSync(forMac, await icns(join(sources, 'icon.svg')))
  config.win = { ...config.win, icon: forWindows }
  config.mac = { ...config.mac, icon: forMac }
}

/** Electron as it is unpacked, without the app that it runs when it is given none. */
function plainElectron({ executable }, copy) {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  const isOurs = (path) => !basename(path).startsWith('default_app')
  cpSync(dirname(executable), copy, { recursive: true, dereference: true, filter: isOurs })
  return copy
}
