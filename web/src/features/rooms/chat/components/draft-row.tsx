import { Clock3 } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'
import { useRoomState } from '../../hooks/use-room'
import { roomErrorText } from '../../lib/room-error-text'
import type { Draft } from '../chat-state'
import { useChat, useChatActions } from '../use-chat'

/** What we wrote and the server has not confirmed: on its way, waiting, or refused with a choice. */
export function DraftRow({ draft }: { draft: Draft }) {
  const { t } = useT()
  const { retry, discard } = useChatActions()
  const isOnline = useRoomState((state) => state.connection === 'online')
  const isLimited = useChat((log) => log.limitedUntil !== null)
  const { failure } = draft
  const wait = isOnline
    ? isLimited
      ? t('room.chat.soon')
      : t('room.chat.sending')
    : t('room.chat.waiting')
  return (
    <article aria-label={t('room.chat.draft')} className="mt-1 flex flex-col items-end">
      <p
        dir="auto"
        className="max-w-full min-w-0 rounded-[1.125rem] rounded-br-md border border-dashed border-line-strong bg-surface px-3.5 py-2 text-[0.95rem] leading-snug wrap-anywhere whitespace-pre-wrap text-ink"
      >
        {draft.text}
      </p>
      {failure ? (
        <div className="flex flex-wrap items-center justify-end gap-x-1 text-sm font-semibold">
          <span role="alert" className="text-danger">
            {failure.reason === 'too_old' ? t('room.chat.tooOld') : roomErrorText(failure, t)}
          </span>
          <DraftButton label={t('room.chat.retry')} onClick={() => retry(draft)} />
          <DraftButton label={t('room.chat.discard')} onClick={() => discard(draft.clientId)} />
        </div>
      ) : (
        <div className="flex min-h-8 items-center gap-1.5 text-sm font-semibold text-ink-2">
          <Clock3 className="size-3.5 shrink-0" aria-hidden />
          {wait}
          {!isOnline && (
            <DraftButton label={t('room.chat.discard')} onClick={() => discard(draft.clientId)} />
          )}
        </div>
      )}
    </article>
  )
}

function DraftButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-8 rounded-full px-2 font-bold text-primary-ink underline-offset-3 hover:underline"
    >
      {label}
    </button>
  )
}
