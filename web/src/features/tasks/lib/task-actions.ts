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
  send: (apply: (task: Task) => void) => Promise<AckAnswer<Task>>,
): Promise<Outcome> {
  const mine: TaskEdit = { ...change, key: `task-${++keys}` }
  const settled = (edits: readonly TaskEdit[]) => edits.filter((other) => other !== mine)
  store.setState(({ taskEdits }) => ({ taskEdits: [...taskEdits, mine] }))
  const result = await send((task) =>
    store.setState(({ tasks, taskEdits }) => ({
      taskEdits: settled(taskEdits),
      tasks: withTask(tasks, task),
    })),
  )
  if (!result.ok) store.setState(({ taskEdits }) => ({ taskEdits: settled(taskEdits) }))
  return outcome(connection, result)
}

export function setTask(session: Session, place: TaskPlace, text: string): Promise<Outcome> {
  const cleaned = text.replaceAll(/\s+/g, ' ').trim()
  const payload = { ...place, text: cleaned }
  return edit(session, payload, (apply) => session.connection.send('task:set', payload, { apply }))
}

export function markTask(session: Session, place: TaskPlace, done: boolean): Promise<Outcome> {
  const payload = { ...place, done }
  return edit(session, payload, (apply) => session.connection.send('task:done', payload, { apply }))
}

export async function propose(session: Session, content: ProposalContent): Promise<Outcome> {
  const { connection } = session
  const apply = taking(session)
  return outcome(connection, await connection.send('proposal:submit', content, { apply }))
}

export async function decide(
  session: Session,
  id: string,
  decision: 'accept' | 'reject',
): Promise<Outcome> {
  const { connection } = session
  const apply = taking(session)
  return outcome(connection, await connection.send('proposal:decide', { id, decision }, { apply }))
}

function taking({ store }: Session) {
  return (proposal: Proposal) =>
    store.setState(({ proposals }) => ({ proposals: withProposal(proposals, proposal) }))
}

function outcome(connection: Session['connection'], result: AckAnswer<unknown>): Outcome {
  if (result.ok) return null
  // Nobody knows whether it took effect: ask.
  if (result.error.reason === 'no_answer') void connection.sync()
  return result.error
}
