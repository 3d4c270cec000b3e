import { describe, expect, test } from 'vitest'
import { inThread, lines, situation } from '../testing/situations'
import { missingImport } from './missingImport'

const undefinedName = (name: string, more = '') => ({
  error: { ename: 'NameError', evalue: `name '${name}' is not defined${more}` }
})

const fixed = (source: string, name: string, more = ''): string[] =>
  missingImport(situation(source, undefinedName(name, more)))?.fixes.map(({ code }) => code) ?? []

describe('a name of the standard library', () => {
  test('joins an import of the same module', () => {
    expect(fixed('from threading import Thread\nprint(current_thread())', 'current_thread')).toEqual([
      'from threading import Thread, current_thread\nprint(current_thread())'
    ])
  })

  test('stands below the imports where none fits', () => {
    const source = lines(
      '# my cell',
      'import os  # for pids',
      'from math import (',
      '    pi)',
      '',
      'print(getpid(), perf_counter())'
    )
    expect(fixed(source, 'perf_counter')).toEqual([
      lines(
        '# my cell',
        'import os  # for pids',
        'from math import (',
        '    pi)',
        'from time import perf_counter',
        '',
        'print(getpid(), perf_counter())'
      )
    ])
  })

  test('stands at the head where there are no imports, behind magics and the text about the code', () => {
    expect(fixed('%%time\nprint(getpid())', 'getpid')).toEqual([
      '%%time\nfrom os import getpid\n\nprint(getpid())'
    ])
    expect(fixed('"""Pids."""\nprint(getpid())', 'getpid')).toEqual([
      '"""Pids."""\nfrom os import getpid\n\nprint(getpid())'
    ])
  })

  test('may be a module', () => {
    expect(fixed('time.sleep(1)', 'time', ". Did you forget to import 'time'?")).toEqual([
      'import time\n\ntime.sleep(1)'
    ])
  })

  test('in a thread that ended by it', () => {
    const printed = inThread('Thread-1 (task)', "NameError: name 'current_thread' is not defined")
    const help = missingImport(situation('from threading import Thread\n', { printed }))
    expect(help?.says.en).toBe(
      '`current_thread` is not imported: the standard library has it in `threading`.'
    )
    expect(help?.why[0]?.en).toBe(
      "Thread-1 (task) ended with `NameError: name 'current_thread' is not defined`."
    )
  })

  test.each([
    ['sleep(1)', 'sleep', ['time']],
    ['async def f():\n    await sleep(1)', 'sleep', ['asyncio']],
    ['p = Process(target=print)', 'Process', ['multiprocessing']],
    ['q = Queue()', 'Queue', ['queue', 'multiprocessing', 'asyncio']],
    ['q = Queue()\np = Process()', 'Queue', ['multiprocessing', 'queue', 'asyncio']],
    [
      'from threading import Thread\nimport queue\nq = Queue()',
      'Queue',
      ['queue', 'multiprocessing', 'asyncio']
    ],
    ['import asyncio\nasync def f():\n    q = Queue()', 'Queue', ['asyncio', 'queue', 'multiprocessing']],
    ['import multiprocessing\nlock = Lock()', 'Lock', ['multiprocessing', 'threading', 'asyncio']],
    ['lock = Lock()', 'Lock', ['threading', 'multiprocessing', 'asyncio']]
  ])('%s: the likely modules first', (source, name, modules) => {
    const does = missingImport(situation(source, undefinedName(name)))?.fixes.map((fix) => fix.does.en)
    expect(does).toEqual(modules.map((module) => `add \`from ${module} import ${name}\``))
  })
})

describe('silent', () => {
  test.each([
    ['a name of nobody’s', 'print(tabel)', 'tabel'],
    ['a name that the cell sets later', 'print(sleep)\nsleep = 3', 'sleep'],
    ['a module that is not used as one', 'print(time)', 'time'],
    ['a name that could be anybody’s', 'run(x)', 'run'],
    ['code that cannot be read', 'def f(:\n  sleep(1)', 'sleep'],
    ['a star import', 'from mine import *\nsleep(1)', 'sleep']
  ])('%s', (_, source, name) => {
    expect(missingImport(situation(source, undefinedName(name)))).toBeNull()
  })

  test('where another cell sets the name', () => {
    const others = ['from gevent import sleep']
    expect(missingImport(situation('sleep(1)', { ...undefinedName('sleep'), others }))).toBeNull()
  })

  test('where the words stand in what a cell prints by itself', () => {
    const printed = "NameError: name 'sleep' is not defined\n"
    expect(missingImport(situation('print("…")', { printed }))).toBeNull()
  })
})
