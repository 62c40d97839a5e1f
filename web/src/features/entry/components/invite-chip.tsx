import { LockKeyhole } from 'lucide-react'
import { Skeleton } from '@/components/ui/skeleton'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { useRoomPreview } from '../hooks/use-room-preview'
import { useRoomActivity } from '../hooks/use-room-activity'

interface InviteChipProps {
  code: string
  /** Unlocks the code field. */
  onChange: () => void
}

/** The room an invite link leads to, in place of the code field: its name, and what goes on in it. */
export function InviteChip({ code, onChange }: InviteChipProps) {
  const { t } = useT()
  const { data, error } = useRoomPreview(code)
  const problemText = useProblemText()
  const activity = useRoomActivity(data)
  return (
    <div className="rounded-md border border-line bg-surface-2 py-3 pr-3 pl-4">
      <div className="flex items-center gap-2 text-sm font-bold text-ink-2">
        <LockKeyhole className="size-4 shrink-0 text-primary-ink" aria-hidden />
        <span className="flex-1">{t('join.invite')}</span>
        <button
          type="button"
          onClick={onChange}
          className="min-h-9 rounded-full px-3 text-primary-ink underline underline-offset-3 hover:bg-primary-soft"
        >
          {t('join.change')}
        </button>
      </div>
      <p className="truncate pr-2 text-lg font-extrabold">{data?.room.name ?? code}</p>
      {/* Two lines are kept free: nothing below moves when the answer comes. */}
      <div className="min-h-10 pr-2 text-sm leading-5 text-ink-2">
        {error ? (
          <p role="alert" className="font-bold text-danger">
            {problemText(error)}
          </p>
        ) : (
          (activity ?? <Skeleton className="my-0.5 h-4 w-32" />)
        )}
      </div>
    </div>
  )
}
