/** A client's own copy of a room, and random things to do to it: do all copies stay the same? */
import type { Member, ServerToClientEvents, Snapshot } from '../../api/events.ts'
import type { Live } from './live.ts'

/** A small generator, so that a failure can be repeated (SEED in the environment). */
export function dice(start: number): (sides: number) => number {
  let state = start >>> 0
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** Does something random as the host. */
export async function act(live: Live, roll: (sides: number) => number): Promise<void> {
  const { queue } = await live.send('room:sync', {})
  const size = queue.segments.length
  const id = queue.segments[roll(Math.max(size, 1))]?.id ?? '1'
  const actions: (() => Promise<unknown>)[] = [
    () => live.ask('timer:play', {}),
    () => live.ask('timer:play', { index: roll(6) }),
    () => live.ask('timer:pause', {}),
    () => live.ask('timer:skip', {}),
    () => live.ask('timer:restart', {}),
    () => live.ask('timer:adjust', { deltaSec: roll(600) - 300 }),
    () =>
      live.ask('queue:add', {
        segment: { kind: 'custom', durationSec: 600 + roll(600) },
        index: roll(size + 1),
      }),
    () => live.ask('queue:remove', { id }),
    () => live.ask('queue:move', { id, index: roll(6) }),
    () => live.ask('queue:update', { id, label: `Label ${roll(100)}` }),
    () =>
      live.ask('room:update', { name: `Room ${roll(100)}`, autoStart: { focus: roll(2) === 0 } }),
  ]
  await actions[roll(actions.length)]?.()
}

/** What a client holds that applies events to the snapshot it joined with. */
export class Replica {
  private readonly members: Map<string, Member>

  constructor(private readonly held: Snapshot) {
    this.members = new Map(held.members.map((member) => [member.id, member]))
  }

  /** Applies what came after the snapshot, which was the last answer, and what comes from now on. */
  follow(live: Live): void {
    for (const { name, payload } of live.toldSinceAnswer()) this.apply(name, payload)
    live.socket.onAny((name: string, payload: unknown) => this.apply(name, payload))
  }

  private apply(name: string, payload: unknown): void {
    this.handlers[name as keyof ServerToClientEvents]?.(payload as never)
  }

  private readonly handlers: Partial<ServerToClientEvents> = {
    'room:state': (timer) => {
      if (timer.version >= this.held.timer.version) this.held.timer = timer
    },
    'room:updated': (room) => (this.held.room = room),
    'queue:updated': (queue) => {
      if (queue.version >= this.held.queue.version) this.held.queue = queue
    },
    'member:joined': (member) => this.members.set(member.id, member),
    'member:updated': (member) => this.members.set(member.id, member),
    'member:left': ({ id }) => this.members.delete(id),
  }

  view(): unknown {
    return comparable({ ...this.held, members: [...this.members.values()] })
  }
}

/** Without what differs from moment to moment. */
export function comparable({
  room,
  timer,
  queue,
  members,
}: Omit<Snapshot, 'me' | 'serverNow'>): unknown {
  const still = { ...timer, serverNow: 0, remainingMs: 0 }
  const sorted = members.toSorted((a, b) => a.id.localeCompare(b.id))
  return { room, timer: still, queue, members: sorted }
}
