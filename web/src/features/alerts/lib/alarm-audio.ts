import type { EndKind, SoundName } from './preferences'
import { playSound } from './sounds'

export interface SoundOrder {
  sound: SoundName
  kind: EndKind
  /** 0 to 1. */
  volume: number
  repeats: number
  /** By `performance.now()`; the past means at once. */
  at: number
}

const betweenRepeatsSec = 2
/** A sound that could not come by then does not come at all. */
const tooLateMs = 3_000
const gestures = ['pointerup', 'touchend', 'keydown'] as const

/**
 * The page's loudspeaker. Browsers keep it locked until the person touches the page; after that it sleeps between
 * sounds, which costs no battery, and needs no touch to wake.
 */
export class AlarmAudio {
  private context: AudioContext | null = null
  private sounding = 0
  private readonly visit = new AbortController()

  /** `onReady` is called once the browser lets us sound. */
  constructor(private readonly onReady: () => void) {
    const { signal } = this.visit
    for (const gesture of gestures)
      document.addEventListener(gesture, () => void this.unlock(), { signal, passive: true })
    if (navigator.userActivation?.hasBeenActive) void this.unlock()
  }

  close(): void {
    this.visit.abort()
    void this.context?.close()
    this.context = null
  }

  /** Plays once and again as ordered, on the clock of the sound card; returns what silences it. */
  play(order: SoundOrder): () => void {
    const silencer = new AbortController()
    void this.start(order, silencer.signal)
    return () => silencer.abort()
  }

  private async start(order: SoundOrder, silenced: AbortSignal): Promise<void> {
    const context = await this.awake()
    if (!context) return
    if (silenced.aborted || performance.now() > order.at + tooLateMs) return this.rest()
    const volume = new GainNode(context, { gain: order.volume ** 2 })
    volume.connect(new DynamicsCompressorNode(context)).connect(context.destination)
    const start = context.currentTime + Math.max(0.02, (order.at - performance.now()) / 1_000)
    const notes = Array.from({ length: order.repeats + 1 }, (_, turn) =>
      playSound(context, volume, order.sound, order.kind, start + turn * betweenRepeatsSec),
    ).flat()
    const over = new AbortController()
    notes.at(-1)?.addEventListener('ended', () => over.abort(), { once: true })
    silenced.addEventListener('abort', () => over.abort(), { once: true })
    over.signal.addEventListener('abort', () => {
      for (const note of notes) note.stop()
      this.rest()
    })
  }

  /** Called inside of a gesture. */
  private async unlock(): Promise<void> {
    const context = await this.awake()
    if (!context) return
    this.rest()
    if (this.visit.signal.aborted) return
    this.visit.abort()
    this.onReady()
  }

  /** The context once it runs, which without a gesture may be never; `rest` gives it back. */
  private async awake(): Promise<AudioContext | null> {
    if (!('AudioContext' in window)) return null
    const context = (this.context ??= new AudioContext())
    this.sounding++
    try {
      await context.resume()
      return context
    } catch {
      // Closed meanwhile: the person left the room.
      return null
    }
  }

  private rest(): void {
    this.sounding--
    if (this.sounding === 0 && this.context?.state === 'running') void this.context.suspend()
  }
}
