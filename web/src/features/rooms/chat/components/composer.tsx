import { SendHorizontal } from 'lucide-react'
import { useId, useRef, type FormEvent, type KeyboardEvent } from 'react'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useMe, useServerNow } from '../../hooks/use-room'
import { useChat, useChatActions } from '../use-chat'
import { useMentionList } from '../use-mention-list'
import { MentionList } from './mention-list'

const maxLength = 500
/** From here on it is said how much is left. */
const countedFrom = 400

/** Where one writes: Enter sends, Shift and Enter begins a line, `@` suggests names. */
export function Composer() {
  const { t } = useT()
  const muted = useMe()?.muted
  return (
    <div className="border-t border-line px-3 py-3">
      {muted ? (
        <p className="px-2 py-1 text-sm font-semibold text-ink-2">{t('room.chat.muted')}</p>
      ) : (
        <ComposerForm />
      )}
    </div>
  )
}

function ComposerForm() {
  const { t } = useT()
  const { send, compose } = useChatActions()
  const text = useChat((log) => log.composing)
  const waitSec = useWait()
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const list = useMentionList(field, text, compose)
  const length = [...text.trim()].length
  const isTooLong = length > maxLength
  const maySend = length > 0 && !isTooLong && waitSec === 0

  const submit = () => {
    if (!maySend) return
    send(text.trim())
    list.close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || list.onKeyDown(event)) return
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    submit()
  }
  return (
    <form
      className="relative"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
        field.current?.focus()
      }}
    >
      <MentionList id={`${id}-names`} list={list} />
      <p id={`${id}-note`} role="status" className="text-sm font-semibold empty:hidden">
        {waitSec > 0 && (
          <span className="block px-2 pb-2 text-warning">
            {t('room.chat.tooQuick', { seconds: waitSec })}
          </span>
        )}
      </p>
      <div className="flex items-end gap-2">
        <div className="relative min-w-0 flex-1">
          <textarea
            ref={field}
            rows={1}
            enterKeyHint="send"
            value={text}
            placeholder={t('room.chat.placeholder')}
            aria-label={t('room.chat.write')}
            aria-describedby={`${id}-note`}
            aria-invalid={isTooLong || undefined}
            aria-autocomplete="list"
            aria-controls={list.names.length > 0 ? `${id}-names` : undefined}
            aria-activedescendant={list.names.length > 0 ? `${id}-names-${list.active}` : undefined}
            onChange={(event) => {
              compose(event.target.value)
              list.moved()
            }}
            onSelect={list.moved}
            onBlur={list.close}
            onKeyDown={onKeyDown}
            className={cn(
              'block field-sizing-content max-h-36 min-h-12 w-full resize-none rounded-[1.5rem] border border-line-strong bg-surface-2 px-4 py-[0.6875rem] leading-snug text-ink placeholder:text-ink-3',
              'aria-invalid:border-danger',
            )}
          />
          {length >= countedFrom && (
            <span
              className={cn(
                'tnum absolute -top-5 right-2 rounded-full bg-surface px-1.5 text-xs font-bold',
                isTooLong ? 'text-danger' : 'text-ink-2',
              )}
            >
              {t('room.chat.left', { count: maxLength - length })}
            </span>
          )}
        </div>
        <button
          type="submit"
          aria-label={t('room.chat.send')}
          title={t('room.chat.send')}
          // Not disabled: the focus would be lost with the last character.
          aria-disabled={!maySend}
          className={cn(
            'grid size-12 shrink-0 place-content-center rounded-full bg-primary text-on-primary transition-colors duration-(--dur-fast) hover:bg-primary-hover',
            'aria-disabled:bg-surface-3 aria-disabled:text-ink-2',
          )}
        >
          <SendHorizontal className="size-5" aria-hidden />
        </button>
      </div>
    </form>
  )
}

/** Whole seconds until the server takes messages again, after we were too quick; 0 when it does. */
function useWait(): number {
  const until = useChat((log) => log.limitedUntil)
  const now = useServerNow(500)
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
}
