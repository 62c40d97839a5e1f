import { useInfiniteQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { Tomato } from '@/components/ui/tomato'
import { useProblemText } from '@/lib/api/use-problem-text'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import '../history-texts'
import { historyQuery } from '../api/get-history'
import { useRoomSession, useServerNow } from '../hooks/use-room'
import { historyByDay } from '../lib/history'
import { HistoryDay } from './history-day'

const stepMs = 15_000

/** What ran in this room, when, and for how long in fact. */
export default function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  return (
    <Dialog open onClose={onClose} title={t('room.history')} shape="sheet" className="min-h-80">
      <History />
    </Dialog>
  )
}

function History() {
  const { t } = useT()
  const problemText = useProblemText()
  const { code } = useRoomSession()
  const now = useServerNow(stepMs)
  const history = useInfiniteQuery(historyQuery(code))
  if (history.isPending) {
    return (
      <div role="status" aria-label={t('room.loading')} className="flex flex-col gap-3 pt-1">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-10" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    )
  }
  if (history.isError) {
    return (
      <div className="flex flex-col items-center gap-4 py-8 text-center">
        <p role="alert" className="font-semibold text-ink-2">
          {problemText(history.error)}
        </p>
        <Button variant="outline" onClick={() => void history.refetch()}>
          {t('room.problem.retry')}
        </Button>
      </div>
    )
  }
  const days = historyByDay(
    history.data.pages.flatMap((page) => page.items),
    now,
  )
  if (days.length === 0) {
    return (
      <div className="flex flex-col items-center gap-3 py-8 text-center">
        <Tomato mood="sleepy" size={88} />
        <p className="font-semibold text-ink-2">{t('room.history.empty')}</p>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-7">
      <a
        href={`/room/${code}/history`}
        target="_blank"
        rel="noreferrer"
        className={cn(buttonClass('soft'), 'self-start')}
      >
        <ChartColumn className="size-4.5" aria-hidden />
        {t('room.history.page')}
      </a>
      {days.map((day) => (
        <HistoryDay key={day.key} day={day} now={now} />
      ))}
      {history.hasNextPage && (
        <Button
          variant="outline"
          busy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('room.history.more')}
        </Button>
      )}
    </div>
  )
}
