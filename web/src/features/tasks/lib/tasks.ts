import type { Proposal, Task, TaskVisibility } from '@api/events'

/** One segment's public task, or my own private one. */
export type TaskPlace = { segmentId: string; visibility: TaskVisibility }

/** A change of a task on its way to the server. */
export type TaskEdit = TaskPlace & { key: string; text?: string; done?: boolean }

const samePlace = (a: TaskPlace, b: TaskPlace): boolean =>
  a.segmentId === b.segmentId && a.visibility === b.visibility

/** What the server said replaces what we knew, unless that is newer; a cleared task goes. */
export function withTask(tasks: readonly Task[], incoming: Task): Task[] {
  const known = tasks.find((task) => samePlace(task, incoming))
  if (known && known.updatedAt > incoming.updatedAt) return [...tasks]
  const others = tasks.filter((task) => task !== known)
  return incoming.text === '' ? others : [...others, incoming]
}

/** The task of a place as its editor sees it, with the changes still under way. */
export function shownTask(
  tasks: readonly Task[],
  edits: readonly TaskEdit[],
  place: TaskPlace,
): { text: string; done: boolean } | null {
  const known = tasks.find((task) => samePlace(task, place))
  const start = { text: known?.text ?? '', done: known?.done ?? false }
  const shown = edits
    .filter((edit) => samePlace(edit, place))
    .reduce(
      (task, { text = task.text, done = task.done }) => ({ text, done: done && text !== '' }),
      start,
    )
  return shown.text === '' ? null : shown
}

/** Newly made, told to a new host, or decided. Ids rise with time. */
export function withProposal(proposals: readonly Proposal[], incoming: Proposal): Proposal[] {
  const others = proposals.filter(({ id }) => id !== incoming.id)
  return [...others, incoming].toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
}

type Reader = { meId: string | null; room: { hostId: string } | null; proposals: Proposal[] }

/** How many the host has to decide on; for everybody else none. */
export function selectWaiting({ meId, room, proposals }: Reader): number {
  if (meId === null || room?.hostId !== meId) return 0
  return proposals.filter(({ status }) => status === 'pending').length
}

/** Whoever stops being host knows only their own from then on: of the others they hear no more. */
export function withoutForeign({ meId, room, proposals }: Reader): Proposal[] {
  return room?.hostId === meId ? proposals : proposals.filter(({ memberId }) => memberId === meId)
}
