/** The menu bar, as data. Keys that the page hears itself are only shown here; the menu listens to the others. */
import type { MenuItemConstructorOptions } from 'electron'
import { Menu } from 'electron'
import type { MenuCommand } from '../common/ipc'
import type { Words } from './words/en'

type Command = readonly [command: MenuCommand, shown?: string]
const SEPARATOR = { type: 'separator' } as const
/** What the page must decide: an editor undoes its own typing. */
const HEARD_BY_PAGE = new Set<MenuCommand>([
  ...(['save', 'print', 'undo', 'redo', 'find'] as const),
  ...([
    'togglePanel',
    'toggleBrowser',
    'nextTab',
    'previousTab',
    'zoomIn',
    'zoomOut',
    'resetZoom',
    'teach'
  ] as const)
])

/** The menu in the given language; `send` gets the command of a chosen item. */
function menuTemplate(
  words: Words,
  platform: NodeJS.Platform,
  send: (command: MenuCommand) => void
): MenuItemConstructorOptions[] {
  const item = ([command, accelerator]: Command): MenuItemConstructorOptions => ({
    label: words[command],
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: !HEARD_BY_PAGE.has(command) })
  })
  const role = (
    name: NonNullable<MenuItemConstructorOptions['role']>,
    label: string
  ): MenuItemConstructorOptions => ({
    role: name,
    label
  })
  const items = (...commands: readonly Command[]): MenuItemConstructorOptions[] => commands.map(item)
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        ...items(['new', 'CmdOrCtrl+N'], ['open', 'CmdOrCtrl+O']),
        SEPARATOR,
        ...items(['save', 'CmdOrCtrl+S'], ['saveAs', 'CmdOrCtrl+Shift+S']),
        {
          label: words.export,
          submenu: items(
            ['exportNotebook'],
            ['exportMarkdown'],
            ['exportPage'],
            ['exportPdf'],
            ['exportScript'],
            ['exportTraces'],
            ['exportHandout']
          )
        },
        SEPARATOR,
        ...items(['print', 'CmdOrCtrl+P']),
        SEPARATOR,
        ...items(['close', 'CmdOrCtrl+W']),
        ...(platform === 'darwin' ? [] : [SEPARATOR, role('quit', words.quit)])
      ]
    },
    {
      label: words.edit,
      submenu: [
        ...items(['undo', 'CmdOrCtrl+Z'], ['redo', 'CmdOrCtrl+Shift+Z']),
        SEPARATOR,
        role('cut', words.cut),
        role('copy', words.copy),
        role('paste', words.paste),
        role('selectAll', words.selectAll),
        SEPARATOR,
        ...items(['cutCells'], ['copyCells'], ['pasteCells'], ['mergeCells']),
        SEPARATOR,
        ...items(['find', 'CmdOrCtrl+F'])
      ]
    },
    {
      label: words.run,
      submenu: [
        ...items(['runAll'], ['runAbove'], ['runBelow'], ['runDue'], ['interrupt']),
        SEPARATOR,
        ...items(['restart'], ['restartAndRunAll']),
        SEPARATOR,
        ...items(['clearOutputs'])
      ]
    },
    {
      label: words.view,
      submenu: [
        ...items(
          ['togglePanel', 'CmdOrCtrl+B'],
          ['toggleBrowser', 'CmdOrCtrl+Shift+B'],
          ['toggleTerminal', 'CmdOrCtrl+J'],
          ['toggleLineNumbers'],
          ['patterns']
        ),
        SEPARATOR,
        ...items(['nextTab', 'Ctrl+Tab'], ['previousTab', 'Ctrl+Shift+Tab']),
        SEPARATOR,
        ...items(['teach', 'F5']),
        SEPARATOR,
        ...items(['zoomIn', 'CmdOrCtrl+Plus'], ['zoomOut', 'CmdOrCtrl+-'], ['resetZoom', 'CmdOrCtrl+0']),
        role('togglefullscreen', words.fullScreen),
        SEPARATOR,
        ...items(['showKeys'])
      ]
    },
    { label: words.help, submenu: [...items(['course']), SEPARATOR, ...items(['checkSetup'])] }
  ]
}

/** Puts the menu bar up; again after the language changed. */
export function showMenu(words: Words, send: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, process.platform, send)))
}
