import { readdirSync, readFileSync } from 'node:fs'

/** Numbers are used again, so after so many searches every process is looked at anew. */
const REMEMBERED_FOR = 30

/** Finds processes that were handed to another parent or took a session of their own, by a token in their environment. */
export class Strays {
  private strangers = new Set<number>()
  private searches = 0

  /** @param token value of `GILSCOPE_TOKEN`, which all descendants inherit. */
  constructor(
    private readonly token: string,
    private readonly proc: string
  ) {}

  /** Adds to `into` all processes of this machine with the token, except `known` ones. */
  find(known: ReadonlyMap<number, unknown>, into: Set<number>): void {
    this.searches += 1
    if (this.searches % REMEMBERED_FOR === 0) this.strangers.clear()
    for (const entry of readdirSync(this.proc)) {
      const pid = Number(entry)
      if (!Number.isInteger(pid) || this.strangers.has(pid) || known.has(pid) || into.has(pid)) continue
      if (this.isOurs(pid)) into.add(pid)
      else this.strangers.add(pid)
    }
  }

  private isOurs(pid: number): boolean {
    try {
      const environment = readFileSync(`${this.proc}/${String(pid)}/environ`, 'latin1')
      return environment.split('\0').includes(`GILSCOPE_TOKEN=${this.token}`)
    } catch {
      return false
    }
  }
}
