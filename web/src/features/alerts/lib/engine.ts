import { AlarmAudio } from './alarm-audio'
import { Claims } from './claims'
import { EndWatch } from './end-watch'
import { useNotices } from './notices'
import { showNotification } from './notification'
import { alertPreferences, type AlertPreferences, type EndKind } from './preferences'
import { isQuiet } from './quiet-hours'
import type { RunEnd, Watched } from './run-end'
import { blinkTitle } from './title-blink'
import { wakeAfter } from './wake-after'

/** An end that nobody was told about for so long is no alarm any more. */
const stillFreshMs = 10_000
export const vibration = [60, 20, 60, 200, 200, 100, 200]

/** What an alert says. */
export interface AlertWords {
  /** What ended. */
  title: string
  /** What is next. */
  body: string
}

interface EngineOptions {
  /** Server time. */
  now: () => number
  wordsOf: (end: RunEnd) => AlertWords
  /** An end that was slept through. */
  onMissed: (end: RunEnd) => void
}

/** Makes the ends of runs known as the person wishes: one alert for each end, whatever number of tabs is open. */
export class AlertEngine {
  private readonly claims = new Claims()
  private readonly audio = new AlarmAudio(() => this.unlocked())
  private isUnlocked = false
  private readonly watch: EndWatch
  /** The sound of the coming end, on its way. */
  private near: { key: string; silence: () => void } | null = null
  private stopBlinking = () => {}
  private readonly stopWatchingMute: () => void

  constructor(private readonly options: EngineOptions) {
    useNotices.setState({ locked: true })
    this.stopWatchingMute = alertPreferences.subscribe(() => {
      if (alertPreferences.get().muted) this.callOff()
    })
    this.watch = new EndWatch({
      now: options.now,
      wakeAfter,
      onNear: (end) => void this.prepare(end),
      onMoved: () => this.callOff(),
      onEnd: (end, lateMs) => void this.alert(end, lateMs),
    })
  }

  /** To be called with every change of the room. */
  see(state: Watched): void {
    this.watch.see(state)
  }

  stop(): void {
    this.watch.stop()
    this.stopWatchingMute()
    this.stopBlinking()
    this.audio.close()
    useNotices.setState({ title: null, flash: null, locked: false })
  }

  private unlocked(): void {
    this.isUnlocked = true
    useNotices.setState({ locked: false })
  }

  /**
   * Puts the sound on the sound card's clock, which no busy or hidden tab delays. A tab that may not sound leaves it
   * to others as long as it can.
   */
  private async prepare(end: RunEnd): Promise<void> {
    const wanted = wantedFor(end.kind)
    if (!wanted || !this.isUnlocked) return
    this.callOff()
    const mine = { key: end.key, silence: () => {} }
    this.near = mine
    if (!(await this.claims.take(end.key)) || this.near !== mine) return
    mine.silence = this.sound(wanted, end)
  }

  private callOff(): void {
    this.near?.silence()
    this.near = null
  }

  private async alert(end: RunEnd, lateMs: number): Promise<void> {
    const wanted = wantedFor(end.kind)
    if (!wanted) return
    if (lateMs > stillFreshMs) {
      this.callOff()
      if (await this.claims.take(end.key)) this.options.onMissed(end)
      return
    }
    const words = this.options.wordsOf(end)
    if (wanted.flash && !document.hidden) useNotices.setState({ flash: { kind: end.kind } })
    if (wanted.title && document.hidden) {
      this.stopBlinking()
      this.stopBlinking = blinkTitle(words.title)
    }
    const prepared = this.near?.key === end.key
    if (!(await this.claims.take(end.key))) return
    if (!prepared) this.near = { key: end.key, silence: this.sound(wanted, end) }
    if (isQuiet(wanted.quiet, new Date())) return
    if (wanted.vibrate) navigator.vibrate?.(vibration)
    const looking = !document.hidden && document.hasFocus()
    if (wanted.notify && !looking)
      await showNotification(words.title, words.body, `pomopomo-${end.roomId}`)
  }

  private sound(wanted: AlertPreferences, { kind, at }: RunEnd): () => void {
    const { muted, volume, repeats, quiet } = wanted
    if (muted || isQuiet(quiet, new Date())) return () => {}
    const inMs = at - this.options.now()
    const { sound } = wanted[kind]
    return this.audio.play({ sound, kind, volume, repeats, at: performance.now() + inMs })
  }
}

/** The preferences, where this kind of end shall alert at all. */
function wantedFor(kind: EndKind): AlertPreferences | null {
  const wanted = alertPreferences.get()
  return wanted[kind].on ? wanted : null
}
