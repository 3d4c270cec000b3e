import { describe, expect, it } from 'vitest'
import type { CellId } from '../brands'
import type { Cell, Notebook } from '../notebook'
import { newNotebook } from '../notebookFile'
import { pythonScript } from './pythonScript'

const code = (source: string, tags: string[] = []): Cell => ({
  ...{ id: 'c' as CellId, cell_type: 'code', source, outputs: [], execution_count: null },
  metadata: { tags }
})
const prose = (source: string): Cell => ({ id: 'p' as CellId, cell_type: 'markdown', source, metadata: {} })
const scriptOf = (...cells: Cell[]): string => {
  const notebook: Notebook = { ...newNotebook(), cells }
  const script = pythonScript(notebook, 'x.ipynb', 'en')
  return script.slice(script.indexOf('\n')).trim()
}

describe('a notebook as a script to run', () => {
  it('is its code, with prose as comments, in its order', () => {
    expect(scriptOf(prose('# Title\n\ntext'), code('x = 1\n'), code(''), code('x'))).toBe(
      '# # Title\n#\n# text\n\n\nx = 1\n\n\nprint(x)'
    )
  })

  it('has no guards where no process is started', () => {
    expect(scriptOf(code('import threading\nthreading.Thread(target=print).start()'))).not.toContain(
      '__main__'
    )
  })

  it('guards what acts where children may import it, and nothing that only defines', () => {
    const source = [
      'from multiprocessing import Process',
      'LIMIT, names = 10, ["a"]',
      '',
      '# what it does',
      '@decorated',
      'def work(n):',
      '    return n',
      '',
      'process = Process(target=work, args=(1,))  # made',
      'process.start()',
      'class Later:',
      '    pass',
      'text = """',
      'not moved',
      '""" + input()'
    ].join('\n')
    expect(scriptOf(code(source), code('if __name__ == "__main__":\n    work(2)'))).toBe(
      [
        ...['from multiprocessing import Process', 'LIMIT, names = 10, ["a"]', '', '# what it does'],
        ...['@decorated', 'def work(n):', '    return n', '', '', 'if __name__ == "__main__":'],
        ...['    process = Process(target=work, args=(1,))  # made', '    process.start()', '', ''],
        ...['class Later:', '    pass', '', '', 'if __name__ == "__main__":'],
        ...['    text = """', 'not moved', '""" + input()', '', ''],
        ...['if __name__ == "__main__":', '    work(2)']
      ].join('\n')
    )
  })

  it('guards also a definition that needs what acting made', () => {
    const script = scriptOf(
      code(
        'import multiprocessing\nbase = pick()\nclass Own(base):\n    pass\n\ndef free():\n    return base'
      )
    )
    expect(script).toMatch(/"__main__":\n {4}base = pick\(\)\n {4}class Own\(base\):\n {8}pass/)
    expect(script).toMatch(/^def free\(\):/m)
  })

  it('wraps what awaits, its names being those of the whole script', () => {
    expect(scriptOf(code('answer = await ask()\nasync for x in many():\n    pass'))).toBe(
      'import asyncio\n\n\nasync def cell_1():\n    global answer, x\n    answer = await ask()\n    async for x in many():\n        pass\n\n\nasyncio.run(cell_1())'
    )
    const two = scriptOf(code('await one()'), code('await two()'))
    expect(two.match(/new_event_loop/g)).toHaveLength(1)
    expect(two).toContain('cells_loop.run_until_complete(cell_2())')
    expect(scriptOf(code('async def f():\n    await g()'))).not.toContain('asyncio.run')
  })

  it('translates what a script can do, and comments the rest out', () => {
    const source = '%matplotlib inline\n%time work()\nif x:\n    !ls {place}\n    %cd ..\nfiles = !ls\nlen?'
    expect(scriptOf(code(source))).toBe(
      [
        ...['import subprocess', '', '', '# %matplotlib inline', 'work()', 'if x:'],
        ...['    subprocess.run(f"ls {place}", shell=True)', '    pass  # %cd ..'],
        'files = subprocess.run("ls", shell=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()',
        'help(len)'
      ].join('\n')
    )
    expect(scriptOf(code('%%bash\nls'))).toBe('# This cell is for another program:\n# %%bash\n# ls')
    expect(scriptOf(code('%%time\nwork()'))).toBe('# %%time\nwork()')
    expect(scriptOf(code('def ('))).toBe('# This cell is no Python:\n# def (')
  })

  it('goes on behind a cell that may fail, and has future imports first', () => {
    expect(
      scriptOf(code('1 / 0', ['raises-exception']), code('from __future__ import annotations\nimport os'))
    ).toBe(
      [
        ...['from __future__ import annotations', 'import traceback', '', '', 'try:', '    print(1 / 0)'],
        ...['except Exception:', '    traceback.print_exc()', '', '', 'import os']
      ].join('\n')
    )
  })

  it('prints what a notebook would display', () => {
    expect(scriptOf(code('display(1)'))).toContain('display = print')
    expect(scriptOf(code('def display(x): pass\ndisplay(1)'))).not.toContain('display = print')
    expect(scriptOf(code('a == b  # so?'), code('f()'), code('x;'))).toBe(
      'print(a == b)  # so?\n\n\nf()\n\n\nx;'
    )
  })
})
