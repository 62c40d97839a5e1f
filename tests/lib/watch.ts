/** Sees everything a server says to anybody, and knows every secret: none may ever be told again (defect 1). */
export class Watch {
  private readonly secrets = new Map<string, string | undefined>()
  private readonly faults: string[] = []

  /**
   * A guest's token may be told once, by the answer that issues it. What is private may be told to its owner, known by
   * their token.
   */
  learn(secret: string, owner?: string): void {
    this.secrets.set(secret, owner)
  }

  /** Call with all that the server sends: bodies, headers, packets, logs. `to`: the token of whoever gets it. */
  saw(text: string, where: string, to?: string): void {
    for (const [secret, owner] of this.secrets) {
      if (owner !== undefined && owner === to) continue
      if (text.includes(secret)) this.faults.push(`${where} tells a guest's secret: ${text}`)
    }
  }

  /** Notes a breach found where nobody can catch it, such as in an event handler. */
  fault(error: unknown): void {
    this.faults.push(error instanceof Error ? error.message : String(error))
  }

  /** Throws when anything was wrong since the last call. */
  check(): void {
    const faults = this.faults.splice(0)
    if (faults.length > 0) throw new Error(faults.join('\n'))
  }
}
