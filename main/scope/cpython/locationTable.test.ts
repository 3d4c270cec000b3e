import { expect, test } from 'vitest'
import { lineAt, readLocationTable } from './locationTable'

/**
 * Of a function over eighteen lines with a comprehension, `try`, `except`, `raise … from` and `finally`, as CPython wrote it
 * (`co_linetable`), and what its own `co_lines()` says: line by line with the number of code units; 0 is no line.
 */
const TABLES = [
  {
    version: '3.11',
    table:
      'f88000f00602090ff00002090ff00002090ff00002090fdd1217980191289428f00302090ff10002090ff40002090f8041f0060b050dd80f1090118c74f51200090ed80a0bf10301090df40001090df00001090df00001090df8f511000c16f000030511f000030511f000030511dd0e18d80c0df103020f0af400020f0ae00f10f005020911f8f8f8f8f003030511f8f8f8f8f51000090ed80a0bf10301090df40001090df00001090df00001090df8f8f8',
    lines:
      '0×1 1×1 4×4 5×14 4×9 7×1 8×7 17×6 18×1 17×9 0×1 9×9 10×6 11×1 10×7 12×1 10×1 0×4 9×1 0×4 17×6 18×1 17×9 0×3'
  },
  {
    version: '3.13',
    table:
      '8000f40800131898019428f30302090fd9121a8851dc0c0df305000a0f88118c15d9121af003000506f00002090ff0060b050dd80f108974f41200090ed80a0bf50301090df9f21b02090ff8f40a000c16f300030511dc0e18d80c0df303020f0ae00f10f005020911fbf003030511fbf41000090ed80a0bf50301090dfa',
    lines:
      '1×1 5×11 4×4 5×3 6×5 4×10 5×2 4×2 7×1 8×3 17×5 18×1 17×6 0×2 4×3 0×1 9×9 10×5 11×1 10×4 12×1 10×1 0×4 9×1 0×4 17×5 18×1 17×6 0×3'
  },
  {
    version: '3.15',
    table:
      '8100f40800131898019328f30302090fdb121a8851dc0c0df405000a0f88118f158815d9121af003000506f00002090ff0060b050dd80f108d74f41200090ed80a0bf50301090df9f21b02090ff8f40a000c16f400030511dc0e18d80c0df303020f0ae00f10f005020911fbf003030511fbf41000090ed80a0bf50301090dfa',
    lines:
      '1×2 5×10 4×4 5×5 6×5 4×15 5×2 4×2 7×1 8×7 17×5 18×1 17×6 0×2 4×3 0×1 9×10 10×5 11×1 10×4 12×1 10×1 0×4 9×1 0×4 17×5 18×1 17×6 0×3'
  }
]

test.each(TABLES)('the location table of $version gives the lines that Python gives', ({ table, lines }) => {
  const expected = lines.split(' ').flatMap((run) => {
    const [line, count] = run.split('×').map(Number)
    return Array.from({ length: count ?? 0 }, () => line)
  })
  const read = readLocationTable(Buffer.from(table, 'hex'), 1, expected.length)
  expect(read && expected.map((_, unit) => lineAt(read, unit))).toEqual(expected)
})

test('bytes that are no location table of this code are refused', () => {
  const bytes = Buffer.from(TABLES[1]?.table ?? '', 'hex')
  expect(readLocationTable(bytes, 1, 104)).toBeNull()
  expect(readLocationTable(bytes.subarray(1), 1, 105)).toBeNull()
  expect(readLocationTable(bytes.subarray(0, -3), 1, 105)).toBeNull()
  expect(readLocationTable(Buffer.alloc(40), 1, 105)).toBeNull()
  expect(readLocationTable(Buffer.alloc(40, 0xff), 1, 105)).toBeNull()
  expect(readLocationTable(Buffer.alloc(0), 1, 105)).toBeNull()
})
