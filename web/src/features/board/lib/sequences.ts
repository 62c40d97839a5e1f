/** Which changes of a board have arrived on this connection. They are numbered, but overtake each other. */
export class Sequences {
  private complete = 0
  private readonly early = new Set<number>()

  /** Counting begins: the board as of `sequence` is here. */
  start(sequence: number): void {
    this.complete = sequence
    for (const early of this.early) if (early <= sequence) this.early.delete(early)
    this.closeUp()
  }

  /** Another connection counts anew. */
  forget(): void {
    this.complete = 0
    this.early.clear()
  }

  /** A change arrived, or our own was accepted. */
  saw(sequence: number): void {
    if (sequence > this.complete) this.early.add(sequence)
    this.closeUp()
  }

  /** Something before the newest change has not arrived. */
  get hasGap(): boolean {
    return this.early.size > 0
  }

  /** Everything up to `sequence` is here. */
  reaches(sequence: number): boolean {
    return sequence <= this.complete
  }

  private closeUp(): void {
    while (this.early.delete(this.complete + 1)) this.complete += 1
  }
}
