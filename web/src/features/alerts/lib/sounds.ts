import type { EndKind, SoundName } from './preferences'

interface Voice {
  wave: OscillatorType
  /** Seconds until a note is at its loudest. */
  attack: number
  /** What a note is made of: multiple of its frequency, loudness, seconds until it is gone. */
  partials: readonly (readonly [ratio: number, gain: number, decay: number])[]
  /** Hz, as played at the end of a break; focus ends with them the other way round. */
  notes: readonly number[]
  /** Seconds between two notes. */
  gap: number
}

const [c5, d5, e5, g5, a5, c6, e6] = [523.25, 587.33, 659.25, 783.99, 880, 1046.5, 1318.5]

const voices: Record<SoundName, Voice> = {
  chime: {
    wave: 'sine',
    attack: 0.004,
    partials: [
      [1, 0.5, 1.3],
      [2, 0.16, 0.8],
      [3.01, 0.07, 0.4],
    ],
    notes: [g5, c6, e6],
    gap: 0.2,
  },
  bell: {
    wave: 'sine',
    attack: 0.003,
    partials: [
      [0.5, 0.22, 2.2],
      [1, 0.36, 1.8],
      [1.19, 0.16, 1.4],
      [2, 0.16, 1.1],
      [2.74, 0.1, 0.6],
    ],
    notes: [e5, a5],
    gap: 0.55,
  },
  wood: {
    wave: 'triangle',
    attack: 0.001,
    partials: [
      [1, 0.9, 0.09],
      [2.57, 0.35, 0.05],
    ],
    notes: [g5, g5, c6],
    gap: 0.17,
  },
  marimba: {
    wave: 'sine',
    attack: 0.002,
    partials: [
      [1, 0.7, 0.55],
      [3.93, 0.16, 0.14],
      [9.2, 0.05, 0.06],
    ],
    notes: [c5, e5, g5, c6],
    gap: 0.14,
  },
  synth: {
    wave: 'triangle',
    attack: 0.09,
    partials: [
      [1, 0.3, 1.5],
      [1.006, 0.26, 1.5],
      [0.5, 0.2, 1.6],
    ],
    notes: [d5, a5],
    gap: 0.32,
  },
}

/** Plays a sound into `out` at `at` (of the context's clock); returns what sounds. The last one ends last. */
export function playSound(
  context: BaseAudioContext,
  out: AudioNode,
  name: SoundName,
  kind: EndKind,
  at: number,
): OscillatorNode[] {
  const { wave, attack, partials, notes, gap } = voices[name]
  const order = kind === 'break' ? notes : notes.toReversed()
  return order.flatMap((frequency, place) => {
    const start = at + place * gap
    return partials
      .toSorted((a, b) => a[2] - b[2])
      .map(([ratio, gain, decay]) => {
        const envelope = new GainNode(context, { gain: 0 })
        envelope.gain.setValueAtTime(0, start)
        envelope.gain.linearRampToValueAtTime(gain, start + attack)
        envelope.gain.exponentialRampToValueAtTime(0.0001, start + attack + decay)
        const oscillator = new OscillatorNode(context, {
          type: wave,
          frequency: frequency * ratio,
        })
        oscillator.connect(envelope).connect(out)
        oscillator.start(start)
        oscillator.stop(start + attack + decay + 0.02)
        return oscillator
      })
  })
}
