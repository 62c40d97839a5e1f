import { Link } from '@tanstack/react-router'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { TomatoMood } from '@/components/ui/tomato'
import { useT, type Translate } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import type { RoomProblem } from '../store'

interface ProblemScreenProps {
  problem: RoomProblem
  onRetry: () => void
}

type Words = { title: string; lead: string; mood: TomatoMood; canRetry: boolean }

/** Why somebody is not in the room, kindly, and always with a way out. */
export function ProblemScreen({ problem, onRetry }: ProblemScreenProps) {
  const { t } = useT()
  const { title, lead, mood, canRetry } = wordsFor(problem, t)
  usePageTitle(title)
  return (
    <SitePage>
      <TomatoCard title={title} lead={lead} mood={mood}>
        <div className="flex flex-col gap-3">
          {canRetry && (
            <Button size="lg" onClick={onRetry}>
              {t('room.problem.retry')}
            </Button>
          )}
          {problem.kind === 'unknown' && (
            <Link to="/join" className={buttonClass('primary', 'lg')}>
              {t('room.problem.otherCode')}
            </Link>
          )}
          {!canRetry && problem.kind !== 'unknown' && (
            <Link to="/create" className={buttonClass('primary', 'lg')}>
              {t('room.problem.create')}
            </Link>
          )}
          <Link to="/" className={buttonClass('ghost')}>
            {t('ui.goHome')}
          </Link>
        </div>
      </TomatoCard>
    </SitePage>
  )
}

function wordsFor({ kind, retryAfterMs }: RoomProblem, t: Translate): Words {
  const minutes = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 60_000))
  switch (kind) {
    case 'unknown':
      return words(t('room.problem.unknown'), t('room.problem.unknownText'), 'sleepy', false)
    case 'expired':
      return words(t('room.problem.expired'), t('room.problem.expiredText'), 'sleepy', false)
    case 'ended':
      return words(t('room.problem.ended'), t('room.problem.endedText'), 'sleepy', false)
    case 'full':
      return words(t('room.problem.full'), t('room.problem.fullText'), 'happy', true)
    case 'locked':
      return words(t('room.problem.locked'), t('room.problem.lockedText'), 'focus', true)
    case 'kicked':
      return words(
        t('room.problem.kicked'),
        retryAfterMs === undefined
          ? t('room.problem.kickedText')
          : t('room.problem.kickedUntil', { minutes }),
        'focus',
        false,
      )
    case 'banned':
      return words(t('room.problem.banned'), t('room.problem.bannedText'), 'focus', false)
    case 'busy':
      return words(t('room.problem.busy'), t('room.problem.busyText'), 'focus', true)
    case 'tabs':
      return words(t('room.problem.tabs'), t('room.problem.tabsText'), 'focus', true)
    default:
      return words(t('room.problem.unreachable'), t('room.problem.unreachableText'), 'sleepy', true)
  }
}

function words(title: string, lead: string, mood: TomatoMood, canRetry: boolean): Words {
  return { title, lead, mood, canRetry }
}
