import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { Problem } from '@/lib/api/problem'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { historyQuery } from '../api/get-history'
import { roomQuery } from '../api/get-room'
import { HistoryChart } from '../components/history-chart'
import { HistoryDay } from '../components/history-day'
import { HistorySummary } from '../components/history-summary'
import { HistoryTable } from '../components/history-table'
import { historyByDay, type Run } from '../lib/history'
import { barsByDay, totalsOf } from '../lib/history-totals'
import '../history-texts'

/** What ran in a room, as a page: totals, a chart by day, and the days one by one. */
export function HistoryPage({ code }: { code: string }) {
  const { t } = useT()
  const room = useQuery(roomQuery(code))
  const history = useInfiniteQuery(historyQuery(code))
  const name = room.data?.room.name ?? t('room.unnamed')
  usePageTitle(t('room.history'))

  if (history.isError)
    return (
      <HistoryProblem code={code} error={history.error} onRetry={() => void history.refetch()} />
    )
  const runs = history.data?.pages.flatMap((page) => page.items)
  if (runs?.length === 0) {
    return (
      <SitePage>
        <TomatoCard title={t('room.history')} lead={t('room.history.empty')} mood="sleepy">
          <BackToRoom code={code} />
        </TomatoCard>
      </SitePage>
    )
  }
  return (
    <SitePage>
      <div className="mx-auto w-full max-w-3xl px-4 pt-8 pb-16 sm:px-6">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <div className="min-w-0">
            <p className="min-h-6 truncate font-bold text-ink-2">{room.isSuccess && name}</p>
            <h1 className="text-4xl font-[850] tracking-[-.03em]">{t('room.history')}</h1>
          </div>
          <BackToRoom code={code} />
        </div>
        {runs ? <HistoryBody runs={runs} /> : <HistorySkeleton />}
        {history.hasNextPage && (
          <Button
            variant="outline"
            className="mt-6"
            busy={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t('room.history.more')}
          </Button>
        )}
      </div>
    </SitePage>
  )
}

function HistoryBody({ runs }: { runs: readonly Run[] }) {
  const { t } = useT()
  const [now] = useState(() => Date.now())
  const days = historyByDay(runs, now)
  const bars = barsByDay(days, now)
  return (
    <div className="mt-6 flex flex-col gap-6">
      <Card className="flex flex-col gap-5 p-5 sm:p-6">
        <HistorySummary totals={totalsOf(runs, now)} runs={runs} />
        <HistoryChart bars={bars} />
        <HistoryTable bars={bars} />
      </Card>
      <h2 className="sr-only">{t('history.days')}</h2>
      {days.map((day) => (
        <Card key={day.key} className="p-5 sm:p-6">
          <HistoryDay day={day} now={now} />
        </Card>
      ))}
    </div>
  )
}

function HistorySkeleton() {
  const { t } = useT()
  return (
    <div role="status" aria-label={t('room.loading')} className="mt-6 flex flex-col gap-6">
      <Skeleton className="h-112 rounded-xl" />
      <Skeleton className="h-64 rounded-xl" />
    </div>
  )
}

interface HistoryProblemProps {
  code: string
  error: unknown
  onRetry: () => void
}

function HistoryProblem({ code, error, onRetry }: HistoryProblemProps) {
  const { t } = useT()
  const problemText = useProblemText()
  const reason = error instanceof Problem ? error.reason : ''
  const isStranger = reason === 'not_member' || reason === 'no_identity'
  const canRetry = !isStranger && error instanceof Problem && error.code !== 'gone'
  return (
    <SitePage>
      <TomatoCard
        title={t('room.history')}
        lead={isStranger ? t('history.forMembers') : problemText(error)}
        mood="sleepy"
      >
        <div className="flex flex-col gap-3">
          {isStranger && <BackToRoom code={code} />}
          {canRetry && (
            <Button size="lg" onClick={onRetry}>
              {t('room.problem.retry')}
            </Button>
          )}
          <Link to="/" className={buttonClass('ghost')}>
            {t('ui.goHome')}
          </Link>
        </div>
      </TomatoCard>
    </SitePage>
  )
}

function BackToRoom({ code }: { code: string }) {
  const { t } = useT()
  return (
    <Link to="/room/$code" params={{ code }} className={buttonClass('soft')}>
      {t('history.toRoom')}
    </Link>
  )
}
