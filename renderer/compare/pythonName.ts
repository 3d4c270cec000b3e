/** What a Python is called where several stand beside each other. */
import type { PythonBuild } from '../../common/pins'
import type { Interpreter } from '../../common/session'
import type { Text } from '../i18n/text'

/** `Python 3.13.0 free-threaded` */
export function pythonName({ version, freeThreaded }: PythonBuild, words: Text): string {
  const name = words.kernel.python(version)
  return freeThreaded ? `${name} ${words.compare.free}` : name
}

/** At most one of each minor version, and of its free-threaded build: the first, which is the best, of each. */
export function oneOfEach(pythons: readonly Interpreter[]): readonly Interpreter[] {
  const minorOf = ({ version, freeThreaded }: Interpreter): string =>
    `${version.split('.').slice(0, 2).join('.')}${freeThreaded ? 't' : ''}`
  const minors = pythons.map(minorOf)
  return pythons.filter((_python, i) => minors.indexOf(minors[i] ?? '') === i)
}

/** Oldest first, and the free-threaded build after the other: so the picture reads from left to right in time. */
export function inOrder(pythons: readonly Interpreter[]): readonly Interpreter[] {
  const parts = ({ version }: Interpreter): number[] => version.split('.').map(Number)
  return [...pythons].sort((a, b) => {
    const [[major = 0, minor = 0, patch = 0], [otherMajor = 0, otherMinor = 0, otherPatch = 0]] = [
      parts(a),
      parts(b)
    ]
    return (
      major - otherMajor ||
      minor - otherMinor ||
      Number(a.freeThreaded) - Number(b.freeThreaded) ||
      patch - otherPatch
    )
  })
}
