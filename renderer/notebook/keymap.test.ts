import { foldKeymap } from '@codemirror/language'
import { describe, expect, it } from 'vitest'
import { BINDINGS, EDITOR_KEYS, keyName, KeyReader } from './keymap'

/** What a row of keys means when pressed one after the other, 100 ms apart. */
function pressed(mode: 'command' | 'edit', keys: string, pause = 100, isMac = false): (string | undefined)[] {
  const reader = new KeyReader(isMac)
  return keys.split(' ').map((name, n) => reader.read(name, mode, n * pause)?.name)
}

describe('the keys', () => {
  it.each([
    ['a', 'insertAbove'],
    ['b', 'insertBelow'],
    ['z', 'undo'],
    ['Shift-z', 'redo'],
    ['x', 'cut'],
    ['c', 'copy'],
    ['v', 'paste'],
    ['m', 'toMarkdown'],
    ['y', 'toCode'],
    ['r', 'toRaw'],
    ['j', 'selectNext'],
    ['ArrowDown', 'selectNext'],
    ['k', 'selectPrevious'],
    ['ArrowUp', 'selectPrevious'],
    ['1', 'toHeading1'],
    ['2', 'toHeading2'],
    ['3', 'toHeading3'],
    ['4', 'toHeading4'],
    ['5', 'toHeading5'],
    ['6', 'toHeading6'],
    ['o', 'toggleOutputs'],
    ['Shift-o', 'toggleScrolling'],
    ['l', 'toggleLineNumbers'],
    ['f', 'find'],
    ['Ctrl-f', 'find'],
    ['h', 'showKeys'],
    ['?', 'showKeys'],
    ['Shift-m', 'merge'],
    ['Shift-v', 'pasteAbove'],
    ['Shift-j', 'extendDown'],
    ['Shift-ArrowDown', 'extendDown'],
    ['Shift-k', 'extendUp'],
    ['Shift-ArrowUp', 'extendUp'],
    ['Ctrl-a', 'chooseAll'],
    ['ArrowLeft', 'foldSection'],
    ['ArrowRight', 'unfoldSection'],
    ['Alt-ArrowUp', 'moveUp'],
    ['Alt-ArrowDown', 'moveDown'],
    ['Enter', 'edit'],
    ['Shift-Enter', 'runAndSelectNext'],
    ['Ctrl-Enter', 'run'],
    ['Alt-Enter', 'runAndInsert'],
    ['Ctrl-s', 'save']
  ])('%s with a cell selected: %s', (key, name) => {
    expect(pressed('command', key)).toEqual([name])
  })

  it('are text while a cell is edited, but for those with Ctrl, Shift+Enter and the like', () => {
    expect(pressed('edit', 'a b x Enter')).toEqual([undefined, undefined, undefined, undefined])
    expect(pressed('edit', 'Escape Shift-Enter Ctrl-s Ctrl-Shift--')).toEqual([
      'leave',
      'runAndSelectNext',
      'save',
      'split'
    ])
  })

  it('come in pairs', () => {
    expect(pressed('command', 'd d')).toEqual([undefined, 'delete'])
    expect(pressed('command', 'i i')).toEqual([undefined, 'interrupt'])
    expect(pressed('command', '0 0')).toEqual([undefined, 'restart'])
  })

  it('make a pair only when pressed soon after each other, and only once', () => {
    expect(pressed('command', 'd d', 5_000)).toEqual([undefined, undefined])
    expect(pressed('command', 'd a d')).toEqual([undefined, 'insertAbove', undefined])
    expect(pressed('command', 'd d d')).toEqual([undefined, 'delete', undefined])
  })

  it('take Cmd on macOS', () => {
    expect(pressed('command', 'Meta-s Ctrl-s Meta-Enter Ctrl-Enter', 100, true)).toEqual([
      'save',
      undefined,
      'run',
      'run'
    ])
  })

  it('mean one thing each', () => {
    const all = BINDINGS.flatMap(({ keys, mode }) =>
      mode === 'both' ? [`command ${keys}`, `edit ${keys}`] : [`${mode} ${keys}`]
    )
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('the name of a key event', () => {
  const event = { key: 'a', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

  it.each([
    [{ key: 'A', shiftKey: true }, 'Shift-a'],
    // Caps Lock writes capitals without Shift.
    [{ key: 'A' }, 'a'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'Enter', shiftKey: true }, 'Shift-Enter'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'Ctrl-Shift-z'],
    [{ key: 'ArrowUp', altKey: true }, 'Alt-ArrowUp']
  ])('%o is %s', (change, name) => {
    expect(keyName({ ...event, ...change })).toBe(name)
  })
})

it('the list has the keys for folding that the editor hears, on macOS too', () => {
  const spelled = (keys: string | undefined): string | undefined => keys?.replace(/^(?:Ctrl|Cmd)-/, 'Mod-')
  const heard = foldKeymap.slice(0, 2).map(({ key, mac }) => [spelled(key), spelled(mac)])
  expect(heard).toEqual(
    EDITOR_KEYS.filter(({ name }) => name === 'foldCode').map(({ keys, mac }) => [keys, mac])
  )
})
