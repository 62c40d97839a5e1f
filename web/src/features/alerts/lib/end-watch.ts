import { cameToItsEnd, comingEnd, type RunEnd, type Watched } from './run-end'

/** So long before its end a run is announced, for what needs preparing. */
export const leadMs = 1_500

interface EndWatchOptions {
  /** Server time. */
  now: () => number
  /** Calls back after so many milliseconds, in hidden tabs too; returns what cancels it. */
  wakeAfter: (ms: number, wake: () => void) => () => void
  /** The end is near; it may still move. */
  onNear: (end: RunEnd) => void
  /** What was near is not any more: paused, skipped, adjusted. */
  onMoved: (end: RunEnd) => void
  /** Once for each run that ended by itself, `lateMs` after its end. */
  onEnd: (end: RunEnd, lateMs: number) => void
}

/**
 * Tells when runs end: by the local clock, or by the server's word where that comes first (timers of hidden tabs may
 * be slow, messages are not).
 */
export class EndWatch {
  private end: RunEnd | null = null
  private stage: 'ahead' | 'near' | 'over' = 'ahead'
  private cancelWake = () => {}

  constructor(private readonly options: EndWatchOptions) {}

  /** To be called with every change of the room. */
  see(state: Watched): void {
    const before = this.end
    const coming = comingEnd(state)
    this.cancelWake()
    if (before && before.key !== coming?.key) {
      if (state.timer && cameToItsEnd(before, state.timer)) this.finish(before)
      else this.withdraw(before)
      this.stage = 'ahead'
    }
    this.end = coming
    // Our own pause or skip is on its way: what it ends must not sound meanwhile.
    if (coming && state.guess) this.withdraw(coming)
    else if (coming) this.wait(coming)
  }

  stop(): void {
    this.cancelWake()
    if (this.end) this.withdraw(this.end)
    this.end = null
  }

  private wait(end: RunEnd): void {
    if (this.stage === 'over') return
    const left = end.at - this.options.now()
    if (left <= 0) return this.finish(end)
    if (left <= leadMs && this.stage === 'ahead') {
      this.stage = 'near'
      this.options.onNear(end)
    }
    const pause = this.stage === 'near' ? left : left - leadMs
    this.cancelWake = this.options.wakeAfter(pause, () => this.wait(end))
  }

  private finish(end: RunEnd): void {
    if (this.stage === 'over') return
    this.stage = 'over'
    this.options.onEnd(end, this.options.now() - end.at)
  }

  private withdraw(end: RunEnd): void {
    if (this.stage !== 'near') return
    this.stage = 'ahead'
    this.options.onMoved(end)
  }
}
