import { ServerClock } from '@/features/rooms/lib/clock'
import type { RoomSession } from '@/features/rooms/session'
import { createRoomStore, withSnapshot } from '@/features/rooms/store'
import { createTicker } from '@/features/rooms/ticker'
import { demoSnapshot } from './demo-room'

/**
 * A room without a server behind it, for the components that only show. It is put together here, as the real session
 * would bring the socket's code along.
 */
export function createDemoSession(label: string): RoomSession {
  const store = createRoomStore()
  const clock = new ServerClock()
  const ticker = createTicker(store, clock, { onSecond: () => {}, onStuck: () => {} })
  store.setState(withSnapshot(demoSnapshot(clock.now(), label)))
  return {
    code: 'example',
    store,
    clock,
    ticker,
    get connection(): never {
      throw new Error('the example has no server')
    },
    get chat(): never {
      throw new Error('the example has no server')
    },
    get actions(): never {
      throw new Error('the example has no server')
    },
  }
}
