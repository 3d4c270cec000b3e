/** The script of exported pages as text, put here by `exportedScriptPlugin.ts`. */
declare module 'virtual:exported-script' {
  export const exportedScript: { readonly text: string; readonly hash: string }
}
