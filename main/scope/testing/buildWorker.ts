/** The sampling thread as a file that Node can run, for tests that start it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** Builds it into a folder of its own; `remove` deletes that again. */
export async function buildWorker(): Promise<{ file: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'gilscope-scope-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, '../worker.ts'),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'scopeWorker.mjs' } }
    }
  })
  return {
    file: join(folder, 'scopeWorker.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
