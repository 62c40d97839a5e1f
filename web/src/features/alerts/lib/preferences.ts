import { fieldsOf, rememberedValue, storedJson } from '@/lib/remembered-value'

export const soundNames = ['chime', 'bell', 'wood', 'marimba', 'synth'] as const
export type SoundName = (typeof soundNames)[number]

/** What ended: focus time, or a break of any kind. */
export type EndKind = 'focus' | 'break'

export interface EndAlert {
  on: boolean
  sound: SoundName
}

/** How the end of a segment makes itself known to this person. */
export interface AlertPreferences extends Record<EndKind, EndAlert> {
  /** No sound at all, whatever else is chosen. */
  muted: boolean
  /** 0 to 1. */
  volume: number
  /** How often the sound comes again after the first time. */
  repeats: number
  flash: boolean
  vibrate: boolean
  notify: boolean
  /** The browser tab blinks while it is hidden. */
  title: boolean
  /** Local times, `HH:MM`; past midnight where `from` is later than `to`. Nothing sounds, shakes or pops up then. */
  quiet: { on: boolean; from: string; to: string }
}

export const maxRepeats = 3

const defaults: AlertPreferences = {
  muted: false,
  volume: 0.6,
  repeats: 1,
  focus: { on: true, sound: 'marimba' },
  break: { on: true, sound: 'chime' },
  flash: false,
  vibrate: true,
  notify: false,
  title: true,
  quiet: { on: false, from: '22:00', to: '07:00' },
}

const oldKey = 'pomopomo.alerts:v1'

export const alertPreferences = rememberedValue('pomopomo.alerts:v2', (stored) =>
  stored === undefined ? fromOld(storedJson(oldKey)) : parsePreferences(stored),
)

/** Changes some of them. */
export function changeAlerts(change: Partial<AlertPreferences>): void {
  alertPreferences.set({ ...alertPreferences.get(), ...change })
}

/** Keeps what makes sense and takes the default for the rest. */
export function parsePreferences(stored: unknown): AlertPreferences {
  const given = fieldsOf(stored)
  const quiet = fieldsOf(given.quiet)
  const flag = (name: 'muted' | 'flash' | 'vibrate' | 'notify' | 'title') =>
    typeof given[name] === 'boolean' ? given[name] : defaults[name]
  return {
    muted: flag('muted'),
    volume: within(given.volume, 0, 1) ?? defaults.volume,
    repeats: Math.round(within(given.repeats, 0, maxRepeats) ?? defaults.repeats),
    focus: parseEnd(given.focus, defaults.focus),
    break: parseEnd(given.break, defaults.break),
    flash: flag('flash'),
    vibrate: flag('vibrate'),
    notify: flag('notify'),
    title: flag('title'),
    quiet: {
      on: quiet.on === true,
      from: timeOfDay(quiet.from) ?? defaults.quiet.from,
      to: timeOfDay(quiet.to) ?? defaults.quiet.to,
    },
  }
}

/** Takes over what people had set in the app before this one. Its alarm always sounded, so sounds stay on. */
function fromOld(stored: unknown): AlertPreferences {
  if (stored === undefined) return defaults
  const { chime, boosted, repeats, notifications, vibrate } = fieldsOf(stored)
  const sound = chime === true ? 'chime' : null
  return parsePreferences({
    ...defaults,
    volume: boosted === true ? 0.85 : defaults.volume,
    repeats,
    notify: notifications,
    vibrate,
    ...(sound && { focus: { on: true, sound }, break: { on: true, sound } }),
  })
}

function parseEnd(stored: unknown, fallback: EndAlert): EndAlert {
  const { on, sound } = fieldsOf(stored)
  return {
    on: typeof on === 'boolean' ? on : fallback.on,
    sound: soundNames.find((name) => name === sound) ?? fallback.sound,
  }
}

function within(value: unknown, low: number, high: number): number | null {
  return typeof value === 'number' && value >= low && value <= high ? value : null
}

function timeOfDay(value: unknown): string | null {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : null
}
