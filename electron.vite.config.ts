import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'
import { limitStart } from './scripts/build/startSize.mjs'
import { png } from './scripts/package/icons.mjs'
import { exportedScript } from './main/export/exportedScriptPlugin'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** The window's icon, for systems that ask the app for it. */
const icon = {
  name: 'icon',
  async generateBundle(this: { emitFile(file: object): string }): Promise<void> {
    this.emitFile({ type: 'asset', fileName: 'icon.png', source: await png(at('packaging/icon.svg'), 256) })
  }
}

/** KaTeX's fonts come in three forms; Electron reads the smallest, and the other two would be 0.8 MB for nothing. */
const onlyWoff2 = {
  name: 'only-woff2',
  enforce: 'pre' as const,
  transform: (code: string, id: string): string | undefined =>
    /katex[^?]*\.css/.test(id) ? code.replace(/,url\([^)]+\.(?:woff|ttf)\) ?format\([^)]+\)/g, '') : undefined
}

/** What the scripts contain of others, with the licences that must go along; packages have both files. */
const license = { fileName: 'licenses.md' }

// The targets are the oldest Electron the app must run on (33: Node 20.18, Chrome 130), not the installed one:
// machines that cannot download the pinned Electron fall back to it.
export default defineConfig({
  main: {
    plugins: [
      icon,
      exportedScript(at('renderer/exported/exportedPage.ts')),
      limitStart('main', 60_000, 'What is not needed for the window belongs into main/parts.ts.'),
      limitStart('parts', 340_000, 'What no start needs is to be imported when it is asked for.')
    ],
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      externalizeDeps: true,
      license,
      rolldownOptions: {
        input: {
          entry: at('main/entry.ts'),
          main: at('main/main.ts'),
          cli: at('main/cli.ts'),
          scopeWorker: at('main/scope/worker.ts')
        }
      }
    }
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload must be one CommonJS file.
      rolldownOptions: {
        input: { preload: at('preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('renderer'),
    plugins: [
      react(),
      onlyWoff2,
      limitStart(
        'index',
        1_040_000,
        'What the first screen does without belongs behind renderer/late/parts.ts.'
      )
    ],
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      license,
      minify: true, // less to read and parse before the first paint
      outDir: at('out/renderer'),
      rolldownOptions: {
        input: { index: at('renderer/index.html') },
        // Not in as many files as late parts share something: each is asked of main.
        output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial'] }] } }
      }
    }
  }
})
