/**
 * The server's time, kept without trusting the browser's wall clock (R2).
 *
 * Each sample says which server time belongs to which reading of the monotonic clock. The wall clock is only
 * watched: when it and the monotonic clock drift apart, the machine slept (the monotonic clock may stand still
 * meanwhile) or somebody set the clock, and both are reasons to measure again, never to move by themselves.
 */
export type ClockSample = {
  /** Server time minus monotonic time, in ms, taken at the middle of the round trip. */
  offset: number
  /** How long the round trip took, in ms. */
  roundTrip: number
}

/** How many samples one measurement takes, and how many of the quickest decide. */
export const samplesPerMeasurement = 5
/** Wall and monotonic clock this far apart since the last look mean sleep or a changed clock. */
export const sleepGapMs = 1_500

export function clockSample(sentAt: number, receivedAt: number, serverNow: number): ClockSample {
  const roundTrip = Math.max(0, receivedAt - sentAt)
  return { offset: serverNow - (sentAt + roundTrip / 2), roundTrip }
}

/** The median offset of the five quickest samples, or null without any. */
export function estimateOffset(samples: readonly ClockSample[]): number | null {
  const offsets = samples
    .toSorted((a, b) => a.roundTrip - b.roundTrip)
    .slice(0, samplesPerMeasurement)
    .map((sample) => sample.offset)
    .toSorted((a, b) => a - b)
  if (offsets.length === 0) return null
  const middle = offsets.length >> 1
  return offsets.length % 2 ? offsets[middle]! : (offsets[middle - 1]! + offsets[middle]!) / 2
}

export type ClockSources = { monotonic: () => number; wall: () => number }

const browserClocks: ClockSources = { monotonic: () => performance.now(), wall: () => Date.now() }

export class ServerClock {
  private samples: ClockSample[] = []
  private offset: number | null = null
  private wallGap: number

  constructor(private readonly sources: ClockSources = browserClocks) {
    this.wallGap = this.readWallGap()
  }

  /** A reading to hand to `addSample` with the answer. */
  monotonicNow(): number {
    return this.sources.monotonic()
  }

  /** Server time in ms. Before anything is known, the wall clock: the first answer of the server corrects it. */
  now(): number {
    return this.offset === null ? this.sources.wall() : this.sources.monotonic() + this.offset
  }

  /** A rough start: `serverNow` came with a snapshot, so it is late by the way back at most. Measured samples win. */
  seed(serverNow: number): void {
    if (this.samples.length === 0) this.offset = serverNow - this.sources.monotonic()
  }

  /** Forgets earlier samples (they may be from before a sleep) but goes on with the time they gave. */
  beginMeasurement(): void {
    this.samples = []
    this.wallGap = this.readWallGap()
  }

  addSample(sentAt: number, serverNow: number): void {
    this.samples.push(clockSample(sentAt, this.sources.monotonic(), serverNow))
    this.offset = estimateOffset(this.samples)
  }

  /** True once per jump between wall and monotonic clock: measure again. */
  noticedSleep(): boolean {
    const gap = this.readWallGap()
    const jumped = Math.abs(gap - this.wallGap) > sleepGapMs
    if (jumped) this.wallGap = gap
    return jumped
  }

  private readWallGap(): number {
    return this.sources.wall() - this.sources.monotonic()
  }
}
