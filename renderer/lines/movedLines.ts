/**
 * Where the lines of a text are after it was edited: those that are still there, in their order. A line that was changed
 * is none of them, for what was measured of it says nothing about what it is now.
 */

/** Texts whose changed middle has more lines than this are compared only as far as they agree at both ends. */
const MOST_COMPARED = 1_000

/** For each line of `before` (from 1, at index 0) its number in `after`, or 0 where it is gone. */
export function movedLines(before: string, after: string): Int32Array {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const moved = new Int32Array(old.length)
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) moved[start] = ++start
  let [oldEnd, nowEnd] = [old.length, now.length]
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) moved[--oldEnd] = nowEnd--
  const [rows, columns] = [oldEnd - start, nowEnd - start]
  if (rows === 0 || columns === 0 || Math.max(rows, columns) > MOST_COMPARED) return moved
  // The longest common subsequence of the middle: `common[i][j]` is its length from line i and line j on.
  const width = columns + 1
  const common = new Uint16Array((rows + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  const isSame = (i: number, j: number): boolean => old[start + i] === now[start + j]
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      common[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  for (let [i, j] = [0, 0]; i < rows && j < columns;) {
    if (isSame(i, j)) moved[start + i++] = start + ++j
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return moved
}
