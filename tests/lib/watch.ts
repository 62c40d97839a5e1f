/** Sees everything a server says to anybody, and knows every secret: none may ever be told again (defect 1). */
export class Watch {
  private readonly secrets = new Set<string>()
  private readonly faults: string[] = []

  /** `secret` may be told once, by the answer that issues it. */
  learn(secret: string): void {
    this.secrets.add(secret)
  }

  /** Call with all that the server sends: bodies, headers, packets, logs. */
  saw(text: string, where: string): void {
    for (const secret of this.secrets) {
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
