import type { SegmentKind } from '@api/events'
import { useId } from 'react'
import { Leaves } from '@/components/ui/leaves'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useKindNames } from '../hooks/use-kind-names'
import { useCurrentSegment, useIsHost, useSegments, useTimer } from '../hooks/use-room'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { formatTimeOfDay } from '../lib/predictions'
import { defaultLabels } from '../lib/queue-edits'
import { phaseOf, type Phase } from '../lib/timer'
import { RingDigits } from './ring-digits'
import { RingFace, type Mood } from './ring-face'
import { RingProgress } from './ring-progress'

const colours: Record<Phase, { deep: string; light: string; ink: string }> = {
  focus: { deep: 'var(--focus)', light: 'var(--focus-2)', ink: 'var(--focus-ink)' },
  break: { deep: 'var(--break)', light: 'var(--break-2)', ink: 'var(--break-ink)' },
  rest: { deep: 'var(--rest)', light: 'var(--rest-2)', ink: 'var(--rest-ink)' },
}

/** The hero of the room: the ring is the tomato, with leaves on top and a small face under the digits. */
export function TimerRing({ className }: { className?: string }) {
  const timer = useTimer()
  const { segment } = useCurrentSegment()
  const phase = phaseOf(segment?.kind)
  const { deep, light, ink } = colours[phase]
  const running = timer.status === 'running'
  return (
    <div
      className={cn('relative aspect-square', className)}
      style={{ containerType: 'inline-size' }}
    >
      <div
        aria-hidden
        className={cn('absolute inset-[9%] rounded-full', running && 'anim-breathe')}
        style={{ boxShadow: `0 0 72px 14px color-mix(in oklab, ${light} 38%, transparent)` }}
      />
      <Dial deep={deep} light={light} />
      <svg
        aria-hidden
        viewBox="0 0 120 42"
        className="absolute top-0 left-1/2 w-[33%] -translate-x-1/2 -translate-y-[54%]"
      >
        <Leaves />
      </svg>
      <div
        className="absolute inset-0 grid place-content-center justify-items-center px-[14%] pt-[4cqw] text-center"
        style={{ color: ink }}
      >
        <Words mood={moodOf(timer.status, phase)} />
      </div>
    </div>
  )
}

function moodOf(status: string, phase: Phase): Mood {
  if (status === 'ended') return 'party'
  if (status === 'paused') return 'sleepy'
  return phase === 'focus' ? 'smile' : 'open'
}

function Dial({ deep, light }: { deep: string; light: string }) {
  const skin = useId()
  const disc = useId()
  return (
    <svg viewBox="0 0 320 320" className="absolute inset-0 size-full overflow-visible" aria-hidden>
      <defs>
        <linearGradient id={skin} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor={light} />
          <stop offset="1" stopColor={deep} />
        </linearGradient>
        <radialGradient id={disc} cx=".38" cy=".28" r=".85">
          <stop offset="0" stopColor="var(--surface)" />
          <stop offset="1" stopColor="var(--surface-2)" />
        </radialGradient>
      </defs>
      <circle cx="160" cy="160" r="153" fill="var(--surface)" stroke="var(--line)" />
      <circle
        cx="160"
        cy="160"
        r="140"
        fill={`url(#${disc})`}
        stroke="var(--ring-track)"
        strokeWidth="17"
      />
      {Array.from({ length: 12 }, (_, hour) => (
        <path
          key={hour}
          d="M160 37v4.5"
          stroke="var(--line-strong)"
          strokeWidth="2"
          strokeLinecap="round"
          opacity=".45"
          transform={`rotate(${hour * 30} 160 160)`}
        />
      ))}
      <RingProgress stroke={`url(#${skin})`} />
    </svg>
  )
}

function Words({ mood }: { mood: Mood }) {
  const { t } = useT()
  const timer = useTimer()
  const { segment } = useCurrentSegment()
  const isHost = useIsHost()
  const isEmpty = useSegments().length === 0
  const ended = timer.status === 'ended'
  if (ended || isEmpty) {
    return (
      <>
        <h2 className="text-[9cqw] leading-tight font-[850] tracking-[-.035em] text-ink">
          {ended ? t('room.ring.ended') : t('room.ring.empty')}
        </h2>
        <RingFace mood={ended ? 'party' : 'sleepy'} />
        <p className="mt-[2.5cqw] text-[max(13px,3.5cqw)] leading-snug font-bold text-ink-2">
          {ended
            ? t('room.ring.endedHint')
            : isHost
              ? t('room.ring.emptyHost')
              : t('room.ring.emptyGuest')}
        </p>
      </>
    )
  }
  return (
    <>
      <PhaseName kind={segment?.kind ?? 'focus'} />
      <RingDigits />
      <RingFace mood={mood} />
      <p className="mt-[1.8cqw] line-clamp-2 max-w-full text-[max(13px,3.5cqw)] leading-snug font-bold wrap-anywhere text-ink-2">
        <Subtitle />
      </p>
    </>
  )
}

/** What it is for; when it ends, where the segment has no name of its own. */
function Subtitle() {
  const { t, locale } = useT()
  const { status, endsAt } = useTimer()
  const { segment } = useCurrentSegment()
  const labelOf = useSegmentLabel()
  if (status === 'paused') return t('room.ring.paused')
  const hasOwnName = segment && segment.label !== defaultLabels[segment.kind]
  if (hasOwnName || endsAt === null) return segment && labelOf(segment)
  return t('room.ring.until', { time: formatTimeOfDay(endsAt, locale) })
}

function PhaseName({ kind }: { kind: SegmentKind }) {
  return (
    <h2 className="text-[max(16px,5cqw)] font-extrabold tracking-normal">{useKindNames()[kind]}</h2>
  )
}
