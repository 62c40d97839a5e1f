import type { Reaction } from '@api/events'
import { useT } from '@/lib/i18n/use-t'

/** In the order in which they are offered. */
export const reactions: readonly Reaction[] = ['heart', 'clap', 'fire', 'laugh', 'wow', 'tomato']

export function useReactionNames(): Record<Reaction, string> {
  const { t } = useT()
  return {
    heart: t('room.chat.heart'),
    clap: t('room.chat.clap'),
    fire: t('room.chat.fire'),
    laugh: t('room.chat.laugh'),
    wow: t('room.chat.wow'),
    tomato: t('room.chat.tomato'),
  }
}
