/**
 * Bundles the script of exported pages (`renderer/exported/`) into text, which `main/export` imports as
 * `virtual:exported-script`: what exports a page, app or command line, has it inside.
 */
import { createHash } from 'node:crypto'
import { build, type Plugin, type Rolldown } from 'vite'

const NAME = 'virtual:exported-script'

/** @param entry the script's first file, absolute */
export function exportedScript(entry: string): Plugin {
  return {
    name: 'exported-script',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined
      const { text, files } = await bundled(entry)
      for (const file of files) this.addWatchFile(file)
      const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`
      return `export const exportedScript = ${JSON.stringify({ text, hash })}`
    }
  }
}

async function bundled(entry: string): Promise<{ text: string; files: readonly string[] }> {
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      // Browsers of the last two years.
      target: ['chrome120', 'firefox121', 'safari17'],
      rolldownOptions: { input: entry, output: { format: 'iife' } }
    }
  })) as Rolldown.RolldownOutput
  const [chunk, ...others] = result.output
  if (others.length > 0 || chunk.moduleIds.length === 0) throw new Error('the script must be one file')
  // Within the element `script` of a page nothing may read as its end.
  const text = chunk.code
    .trim()
    .replace(/<\/(?=script)/gi, '<\\/')
    .replace(/<!--/g, '<\\!--')
  return { text, files: chunk.moduleIds.filter((each) => !each.startsWith('\0')) }
}
