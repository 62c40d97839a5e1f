import type { AckAnswer, AckError, Proposal, ProposalContent, Task } from '@api/events'
import type { RoomSession } from '@/features/rooms/session'
import { withProposal, withTask, type TaskEdit, type TaskPlace } from './tasks'

type Session = Pick<RoomSession, 'store' | 'connection'>
/** Null when the server agreed. */
export type Outcome = AckError | null

let keys = 0

/** Sends a change that shows at once, and goes back when the server refuses. */
async function edit(
  { store, connection }: Session,
  change: Omit<TaskEdit, 'key'>,
  answer: Promise<AckAnswer<Task>>,
): Promise<Outcome> {
  const mine: TaskEdit = { ...change, key: `task-${++keys}` }
  store.setState(({ taskEdits }) => ({ taskEdits: [...taskEdits, mine] }))
  const result = await answer
  store.setState(({ tasks, taskEdits }) => ({
    taskEdits: taskEdits.filter((other) => other !== mine),
    ...(result.ok && { tasks: withTask(tasks, result.data) }),
  }))
  return outcome(connection, result)
}

export function setTask(session: Session, place: TaskPlace, text: string): Promise<Outcome> {
  const cleaned = text.replaceAll(/\s+/g, ' ').trim()
  const payload = { ...place, text: cleaned }
  return edit(session, payload, session.connection.send('task:set', payload))
}

export function markTask(session: Session, place: TaskPlace, done: boolean): Promise<Outcome> {
  const payload = { ...place, done }
  return edit(session, payload, session.connection.send('task:done', payload))
}

export async function propose(session: Session, content: ProposalContent): Promise<Outcome> {
  return take(session, await session.connection.send('proposal:submit', content))
}

export async function decide(
  session: Session,
  id: string,
  decision: 'accept' | 'reject',
): Promise<Outcome> {
  return take(session, await session.connection.send('proposal:decide', { id, decision }))
}

function take({ store, connection }: Session, result: AckAnswer<Proposal>): Outcome {
  if (result.ok)
    store.setState(({ proposals }) => ({ proposals: withProposal(proposals, result.data) }))
  return outcome(connection, result)
}

function outcome(connection: Session['connection'], result: AckAnswer<unknown>): Outcome {
  if (result.ok) return null
  // Nobody knows whether it took effect: ask.
  if (result.error.reason === 'no_answer') void connection.sync()
  return result.error
}
