import type { Member } from '@api/events'
import { useMemo } from 'react'
import { useT } from '@/lib/i18n/use-t'
import {
  useCurrentSegment,
  useMe,
  useRoom,
  useRoomSession,
  useRoomState,
  useTimer,
} from '../hooks/use-room'
import { useHiddenPeople } from '../lib/hidden-people'
import type { ChatActions } from './chat-actions'
import { unreadAfter } from './chat-log'
import type { ChatLog } from './chat-state'
import { mentions } from './mentions'

/** A piece of the chat; the component renders again only when that piece changes. */
export function useChat<Piece>(select: (log: ChatLog) => Piece): Piece {
  return useRoomState((state) => select(state.chat))
}

export function useChatActions(): ChatActions {
  return useRoomSession().chat
}

/** What others wrote since we looked, and how much of it names us. */
export function useUnread(): { count: number; mentions: number } {
  const log = useRoomState((state) => state.chat)
  const me = useMe()
  const hidden = useHiddenPeople()
  return useMemo(() => {
    const unread = unreadAfter(log, log.readUpTo, me?.id ?? null, hidden)
    const name = me?.displayName ?? ''
    return {
      count: unread.length,
      mentions: unread.filter(({ text }) => mentions(text, name)).length,
    }
  }, [log, me, hidden])
}

/** The host wants quiet and a focus segment runs; `isFolded` unless we chose to look during this one. */
export function useQuiet(): { isQuiet: boolean; isFolded: boolean; show: () => void } {
  const { store } = useRoomSession()
  const { quietChat } = useRoom()
  const { status, segmentId } = useTimer()
  const { segment } = useCurrentSegment()
  const shownIn = useChat((log) => log.shownIn)
  const isQuiet = quietChat && status === 'running' && segment?.countsAsFocus === true
  return {
    isQuiet,
    isFolded: isQuiet && shownIn !== segmentId,
    show: () => store.setState(({ chat }) => ({ chat: { ...chat, shownIn: segmentId } })),
  }
}

/** Who is or was heard here, by member id and by name. */
export interface People {
  meId: string
  me: string
  nameOf: (memberId: string) => string
  /** Each name once: of those present and of those who wrote. */
  names: readonly string[]
}

export function usePeople(): People {
  const { t } = useT()
  const me = useMe()
  const members = useRoomState((state) => state.members)
  const messages = useChat((log) => log.messages)
  // As text, so that a message of somebody known changes nothing for those who draw names.
  const known = useMemo(() => JSON.stringify(namesById(members, messages)), [members, messages])
  return useMemo(() => {
    const byId = new Map(JSON.parse(known) as [string, string][])
    return {
      meId: me?.id ?? '',
      me: me?.displayName ?? '',
      nameOf: (id) =>
        id === me?.id ? t('room.members.you') : (byId.get(id) ?? t('room.chat.somebody')),
      names: [...new Set(byId.values())],
    }
  }, [known, me, t])
}

function namesById(
  members: readonly Member[],
  messages: readonly { memberId: string; displayName: string }[],
): [id: string, name: string][] {
  const names = new Map<string, string>()
  for (const { memberId, displayName } of messages) names.set(memberId, displayName)
  for (const { id, displayName } of members) names.set(id, displayName)
  return [...names]
}
