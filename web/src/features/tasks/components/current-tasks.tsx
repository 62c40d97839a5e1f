import type { Segment } from '@api/events'
import { Pencil, Users } from 'lucide-react'
import { useEffect, useRef } from 'react'
import {
  useCurrentSegment,
  useIsHost,
  useRoomSession,
  useRoomState,
} from '@/features/rooms/hooks/use-room'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { markTask } from '../lib/task-actions'
import { useProposalError, useTask } from '../lib/use-tasks'

/** Under the ring: what everybody and I work on now, or the way to say it. */
export function CurrentTasks({ onOpen }: { onOpen: () => void }) {
  useProposalNotices()
  return <TasksHere onOpen={onOpen} />
}

interface TasksHereProps {
  /** Absent where there is no queue beside it to write in. */
  onOpen?: () => void
}

/** The tasks of the present segment alone. */
export function TasksHere({ onOpen }: TasksHereProps) {
  const { segment } = useCurrentSegment()
  return segment ? <TasksOf key={segment.id} segment={segment} onOpen={onOpen} /> : null
}

function TasksOf({ segment, onOpen }: TasksHereProps & { segment: Segment }) {
  const { t } = useT()
  const session = useRoomSession()
  const segmentId = segment.id
  const errorText = useProposalError()
  const shared = useTask({ segmentId, visibility: 'public' })
  const place = { segmentId, visibility: 'private' } as const
  const mine = useTask(place)
  const mark = async () => {
    const error = await markTask(session, place, !mine?.done)
    if (error) toast(errorText(error), 'error')
  }
  const open = () => {
    session.store.setState({ openTasks: segmentId })
    onOpen?.()
  }
  // On phones the room has little height to spare; the queue shows the whole text.
  const lines = onOpen ? 'line-clamp-1 sm:line-clamp-2' : 'line-clamp-3'
  return (
    <section
      aria-label={t('tasks.current')}
      className="flex max-w-md flex-col items-center gap-1 text-center"
    >
      {shared && (
        <p
          className={cn(
            'font-semibold wrap-anywhere',
            lines,
            shared.done && 'text-ink-2 line-through',
          )}
        >
          <Users
            className="mr-2 inline size-4 align-[-0.125em] text-ink-2"
            aria-label={t('tasks.public')}
          />
          {shared.text}
        </p>
      )}
      {mine && (
        <label className="flex min-h-11 cursor-pointer items-center gap-2 font-semibold wrap-anywhere">
          <input
            type="checkbox"
            checked={mine.done}
            onChange={() => void mark()}
            className="size-5 shrink-0 accent-primary"
          />
          <span className={cn('text-left', lines, mine.done && 'text-ink-2 line-through')}>
            {mine.text}
          </span>
        </label>
      )}
      {onOpen && !mine && segment.countsAsFocus && (
        <button
          type="button"
          onClick={open}
          className="flex min-h-11 items-center gap-2 rounded-full px-4 font-semibold text-ink-2 hover:bg-surface-2 hover:text-ink"
        >
          <Pencil className="size-4" aria-hidden />
          {t('tasks.placeholder')}
        </button>
      )}
    </section>
  )
}

/** Tells the host of a new proposal, and a guest what became of theirs. */
function useProposalNotices(): void {
  const { t } = useT()
  const isHost = useIsHost()
  const meId = useRoomState((state) => state.meId)
  const proposals = useRoomState((state) => state.proposals)
  const before = useRef({ proposals, isHost })
  useEffect(() => {
    const last = before.current
    before.current = { proposals, isHost }
    // A new host finds what waited already in the inbox.
    if (last.isHost !== isHost) return
    for (const proposal of proposals) {
      const known = last.proposals.find(({ id }) => id === proposal.id)
      if (isHost && !known && proposal.status === 'pending' && proposal.memberId !== meId)
        toast(t('proposals.arrived', { name: proposal.displayName }))
      if (proposal.memberId !== meId || known?.status !== 'pending') continue
      if (proposal.status === 'accepted') toast(t('proposals.accepted'), 'success')
      if (proposal.status === 'rejected') toast(t('proposals.rejected'))
    }
  }, [proposals, isHost, meId, t])
}
