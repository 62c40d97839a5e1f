import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useSegments, useTimer } from '../hooks/use-room'
import { rounds } from '../lib/rounds'

/** More dots than this are only counted in words. */
const maxDots = 12

/** "Round 2 of 3", in dots and in words. Keeps its height without any round, so nothing below moves. */
export function RoundDots() {
  const { t } = useT()
  const timer = useTimer()
  const state = rounds(timer, useSegments())
  return (
    <div className="flex min-h-6 items-center gap-4 text-sm font-bold text-ink-2">
      {state && state.total <= maxDots && (
        <span aria-hidden className="flex items-center gap-1.5">
          {state.states.map((round, index) => (
            <span
              key={index}
              className={cn(
                'h-2 rounded-full transition-[width] duration-(--dur-base)',
                round === 'current' ? 'w-7' : 'w-2',
                round === 'ahead' ? 'bg-(--ring-track)' : 'bg-focus',
              )}
            />
          ))}
        </span>
      )}
      {state && (
        <span>
          {timer.status === 'ended'
            ? t('room.rounds.done', { total: state.total })
            : t('room.rounds.now', { number: state.number, total: state.total })}
        </span>
      )}
    </div>
  )
}
