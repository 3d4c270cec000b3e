/** One file-backed mapping of a process (`/proc/PID/maps`). */
export interface FileMapping {
  readonly start: number
  /** First byte after it. */
  readonly end: number
  /** Where in the file it begins. */
  readonly offset: number
  /** As the process sees it: inside its own root, without the kernel's ` (deleted)`. */
  readonly path: string
  /** The file was replaced or removed since it was mapped. */
  readonly deleted: boolean
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) \S+ ([0-9a-f]+) \S+ \d+ +(\/.*)$/

/** The file-backed mappings in order of address; other lines (heap, stacks, anonymous) are left out. */
export function parseMaps(text: string): FileMapping[] {
  const mappings: FileMapping[] = []
  for (const line of text.split('\n')) {
    const [, start, end, offset, name] = LINE.exec(line) ?? []
    if (start === undefined || end === undefined || offset === undefined || name === undefined) continue
    const deleted = name.endsWith(' (deleted)')
    mappings.push({
      start: parseInt(start, 16),
      end: parseInt(end, 16),
      offset: parseInt(offset, 16),
      path: deleted ? name.slice(0, -' (deleted)'.length) : name,
      deleted
    })
  }
  return mappings
}
