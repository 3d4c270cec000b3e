/** Where the app's own files are, in a checkout and in a package. */
import { dirname, resolve } from 'node:path'

/**
 * The folder that holds `kernels/` and `examples/`: the checkout, or a package's resources. There they lie beside the
 * archive with the code, because Python cannot look into it.
 *
 * @param moduleFolder that of a built entry, `out/main`
 */
export function resourcesFolder(moduleFolder: string): string {
  const app = appFolder(moduleFolder)
  return app.endsWith('.asar') ? dirname(app) : app
}

/** The folder that holds `package.json` and `out/`: the checkout, or a package's archive. */
export function appFolder(moduleFolder: string): string {
  return resolve(moduleFolder, '../..')
}
