import type { AckError } from '@api/events'
import { rememberedName } from '@/features/guests/lib/display-name'
import { createRoomActions, type RoomActions } from './actions'
import { createChatActions, type ChatActions } from './chat/chat-actions'
import { ServerClock } from './lib/clock'
import { RoomConnection } from './socket'
import { createRoomStore, type RoomStore } from './store'
import { createTicker, type Ticker } from './ticker'

/** Everything that lives as long as one visit to one room. */
export type RoomSession = {
  code: string
  store: RoomStore
  clock: ServerClock
  connection: RoomConnection
  actions: RoomActions
  chat: ChatActions
  ticker: Ticker
}

/** `onError` tells the person about a command of theirs that failed. Nothing happens before `connection.start`. */
export function createRoomSession(code: string, onError: (error: AckError) => void): RoomSession {
  const store = createRoomStore()
  const clock = new ServerClock()
  const connection = new RoomConnection(code, store, clock, rememberedName)
  const actions = createRoomActions({ connection, store, clock, onError })
  const chat = createChatActions({ code, connection, store, clock })
  const ticker = createTicker(store, clock, {
    onSecond: () => connection.checkForSleep(),
    onStuck: () => void connection.sync(),
  })
  return { code, store, clock, connection, actions, chat, ticker }
}
