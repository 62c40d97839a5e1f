import { isDeepStrictEqual } from 'node:util'

/** Something with a version: a room's timer or its queue. */
export interface Versioned {
  version: number
}

/** One attempt to change the thing, in a log that only grows. */
interface Operation {
  what: string
  invokedAt: number
  outcome: 'ok' | 'refused' | 'unknown'
  version?: number
}

/**
 * What is known of one versioned thing from everybody who was told of it, and the log of who changes it.
 * It holds the server to one rule: a version has one value, whoever is told of it and whenever. So what was
 * acknowledged or told is never lost, undone, done twice or in another order, and nothing is there that
 * nobody asked for.
 *
 * One client changes the thing, one operation after the other.
 */
export class Ledger<Value extends Versioned> {
  private readonly values = new Map<number, unknown>()
  private readonly log: Operation[] = []
  private readonly faults: string[] = []
  private newest: number
  private acked: number
  /** Operations after the version `acked` that may have made another one. */
  private open = 0

  /** `still` leaves out of a value what differs from moment to moment. */
  constructor(
    private readonly name: string,
    start: Value,
    private readonly still: (value: Value) => unknown = (value) => value,
  ) {
    this.newest = this.acked = start.version
    this.values.set(start.version, still(start))
  }

  /** The version that was acknowledged last. */
  get acknowledged(): number {
    return this.acked
  }

  /** How many operations were acknowledged as done. */
  get done(): number {
    return this.log.filter(({ outcome }) => outcome === 'ok').length
  }

  /** Runs one operation: `run` gives what was acknowledged, undefined for a refusal; it throws when nobody knows. */
  async operate(what: string, run: () => Promise<Value | undefined>): Promise<void> {
    const operation: Operation = { what, invokedAt: Date.now(), outcome: 'unknown' }
    this.log.push(operation)
    ++this.open
    const value = await run()
    operation.outcome = value === undefined ? 'refused' : 'ok'
    if (value === undefined) {
      --this.open
      return
    }
    operation.version = value.version
    if (value.version < this.acked || value.version > this.acked + this.open) {
      this.fault(`${what} was acknowledged as version ${value.version}`, `after ${this.acked}`)
    }
    this.told(value, `the ack of ${what}`)
    this.acked = value.version
    this.open = 0
  }

  /** An operation on something else may change this too. */
  mayChange(): void {
    ++this.open
  }

  /** Somebody was told this, by an event or in a snapshot. */
  told(value: Value, where: string): void {
    const known = this.values.get(value.version)
    const given = this.still(value)
    if (known === undefined) this.values.set(value.version, given)
    else if (!isDeepStrictEqual(known, given)) {
      this.fault(
        `${where} tells another version ${value.version} than was told before`,
        `${JSON.stringify(given)} and not ${JSON.stringify(known)}`,
      )
    }
    this.newest = Math.max(this.newest, value.version)
  }

  /** What the server says while nobody changes anything. */
  settled(value: Value, where: string): void {
    if (value.version < this.newest) {
      this.fault(`lost: ${where} has version ${value.version}`, `${this.newest} was told before`)
    }
    if (value.version > this.acked + this.open) {
      this.fault(
        `phantom or duplicate: ${where} has version ${value.version}`,
        `${this.acked} was acknowledged and ${this.open} operations are unknown`,
      )
    }
    this.told(value, where)
    this.acked = value.version
    this.open = 0
  }

  /** Throws when anything was wrong, with the end of the log. */
  check(): void {
    if (this.faults.length === 0) return
    const log = this.log.slice(-20).map((operation) => JSON.stringify(operation))
    throw new Error([`${this.name}:`, ...this.faults, 'the last operations:', ...log].join('\n'))
  }

  private fault(what: string, beside: string): void {
    this.faults.push(`${what}; ${beside}`)
  }
}
