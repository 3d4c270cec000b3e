/** The strings of checking and laying out code, in English; part of `en.ts`. */
import type { CodeProblem } from '../state/codeProblems'

export const codeEn = {
  of({ kind, name, message }: CodeProblem): string {
    switch (kind) {
      case 'syntax':
        return `Syntax error: ${message.replace(/^SyntaxError: /, '')}`
      case 'undefined':
        return `No cell defines ${name}`
      case 'unbound':
        return `${name} is used before it is set here`
      case 'unusedImport':
        return `${name} is imported and not used`
      case 'unusedVariable':
        return `${name} is set and not used`
      case 'other':
        return message.replaceAll('`', '')
    }
  },
  errors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
  remarks: (count: number) => (count === 1 ? '1 remark' : `${count} remarks`),
  none: 'Nothing found in the code of this notebook.',
  noneHint:
    'Syntax errors, names that no cell defines, and imports and variables that nothing uses show here and in the code.',
  off: 'Code is not checked.',
  check: 'Check code while writing',
  place: (number: number, line: number) => `Cell ${number}, line ${line}`,
  goTo: (problem: string, number: number, line: number) => `${problem}. Go to cell ${number}, line ${line}`,
  error: 'Error',
  remark: 'Remark',
  notDefined: (name: string) => `No cell of this notebook defines ${name}.`,
  layOut: 'Format the code',
  notLaidOut: (cells: string) =>
    cells.includes(',')
      ? `Cells ${cells} have syntax errors and stay as they are.`
      : `Cell ${cells} has a syntax error and stays as it is.`,
  toolsGone: 'What checks and formats code could not be started. All else works.'
}

export type CodeText = typeof codeEn
