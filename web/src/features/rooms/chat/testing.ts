import type { ChatMessage } from '@api/events'

/** A message for tests, of member `2`, a second after the one before. */
export function message(sequence: number, changes: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `m${sequence}`,
    sequence,
    memberId: '2',
    displayName: 'Tom',
    text: `Message ${sequence}`,
    clientId: `c${sequence}`,
    sentAt: 1_800_000_000_000 + sequence * 1000,
    deleted: false,
    reactions: {},
    ...changes,
  }
}
