import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Who may import whom. A layer names what it must not reach; the reason is what the reader sees. */
const forbid = (...groups) => ['error', { patterns: groups }]
const electron = { regex: '^electron(/|$)', message: 'Only the files at the edge of main/ touch Electron.' }
const nodePty = { regex: '^node-pty$', message: 'Only main/kernel/pty.ts talks to node-pty.' }
const node = {
  regex: '^node:',
  message: 'No Node here: the page is sandboxed and common code runs everywhere.'
}
const layer = (name) => ({ regex: `/${name}/`, message: `This layer must not know ${name}/.` })
const rawIpc = (name) => ({
  selector: `ImportSpecifier[imported.name='${name}']`,
  message: 'Raw IPC has one user per side: main/ipc.ts and preload/preload.ts.'
})

/** The only files of main/ that may import electron. The command line shares all the others. */
const edge = [
  'main/main.ts',
  'main/parts.ts',
  'main/page.ts',
  'main/pages.ts',
  'main/printPages.ts',
  'main/window.ts',
  'main/menu.ts',
  'main/quit.ts',
  'main/sandbox.ts',
  'main/ipc.ts',
  'main/*Handlers.ts',
  'main/*/*Handlers.ts'
]

export default ts.config(
  { ignores: ['out/', 'test-results/', 'node_modules/', '**/fixtures/**'] },
  js.configs.recommended,
  ts.configs.strict,
  prettier,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off'
    }
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['warn', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-restricted-imports': 'off'
    }
  },
  {
    files: ['common/**'],
    rules: { 'no-restricted-imports': forbid(electron, nodePty, node, layer('main'), layer('renderer')) }
  },
  {
    files: ['main/**'],
    rules: { 'no-restricted-imports': forbid(electron, nodePty, layer('renderer'), layer('preload')) }
  },
  { files: edge, rules: { 'no-restricted-imports': forbid(nodePty, layer('renderer'), layer('preload')) } },
  {
    files: edge.filter((file) => file !== 'main/ipc.ts'),
    rules: { 'no-restricted-syntax': ['error', rawIpc('ipcMain'), rawIpc('ipcRenderer')] }
  },
  {
    files: ['main/kernel/pty.ts'],
    rules: { 'no-restricted-imports': forbid(electron, layer('renderer'), layer('preload')) }
  },
  {
    files: ['main/cli.ts', 'main/cli/**', 'scripts/**', 'bench/**', 'e2e/**'],
    rules: { 'no-console': 'off' }
  },
  {
    files: ['preload/**'],
    rules: { 'no-restricted-imports': forbid(nodePty, node, layer('main'), layer('renderer')) }
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      'no-restricted-imports': forbid(electron, nodePty, node, layer('main'), layer('preload'))
    }
  },
  {
    // Tests may read fixtures from disk.
    files: ['common/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': forbid(electron, nodePty, layer('preload')) }
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
  },
  { files: ['scripts/**', '*.js', 'bench/**/*.mjs'], languageOptions: { globals: globals.node } }
)
