import { createRoomActions, type RoomActions } from './actions'
import { ServerClock } from './lib/clock'
import type { AckError } from '@api/events'
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
  ticker: Ticker
}

export function createRoomSession(code: string, onError: (error: AckError) => void): RoomSession {
  const store = createRoomStore()
  const clock = new ServerClock()
  const connection = new RoomConnection(code, store, clock)
  const actions = createRoomActions({ connection, store, clock, onError })
  const ticker = createTicker(store, clock, {
    onSecond: () => connection.checkForSleep(),
    onStuck: () => void connection.sync(),
  })
  return { code, store, clock, connection, actions, ticker }
}
