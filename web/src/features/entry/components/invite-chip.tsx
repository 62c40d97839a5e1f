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
    <div className="rounded-md border border-line bg-surface-2 p-4">
      <div className="flex items-start gap-3">
        <LockKeyhole className="mt-1 size-4.5 shrink-0 text-primary-ink" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="font-extrabold wrap-anywhere">
            {t('join.inviteTo', { room: data?.room.name ?? code })}
          </p>
          <div className="mt-0.5 text-sm text-ink-2">
            {error ? (
              <p role="alert" className="font-bold text-danger">
                {problemText(error)}
              </p>
            ) : (
              (activity ?? <Skeleton className="my-[3px] h-4 w-32" />)
            )}
          </div>
        </div>
        <button
          type="button"
          onClick={onChange}
          className="-my-1 -mr-1 min-h-9 rounded-full px-3 text-sm font-bold text-primary-ink underline underline-offset-3 hover:bg-primary-soft"
        >
          {t('join.change')}
        </button>
      </div>
    </div>
  )
}
