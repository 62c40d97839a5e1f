/** Every key of the room, in the order of the help: the handler and the help dialog both go by this table. */
export const shortcuts = [
  { id: 'play', keys: [' '], hostOnly: true, inFocusView: true },
  { id: 'skip', keys: ['s'], hostOnly: true, inFocusView: true },
  { id: 'more', keys: ['+', '='], hostOnly: true, inFocusView: true },
  { id: 'less', keys: ['-'], hostOnly: true, inFocusView: true },
  { id: 'chat', keys: ['c'] },
  { id: 'queue', keys: ['q'] },
  { id: 'board', keys: ['b'] },
  { id: 'focus', keys: ['f'], inFocusView: true },
  { id: 'mute', keys: ['m'], inFocusView: true },
  { id: 'invite', keys: ['i'] },
  { id: 'history', keys: ['h'] },
  { id: 'you', keys: [','] },
  { id: 'shortcuts', keys: ['?'] },
] as const satisfies readonly {
  id: string
  /** As `KeyboardEvent.key`, in lower case; the help shows the first. */
  keys: readonly string[]
  hostOnly?: true
  inFocusView?: true
}[]

export type Shortcut = (typeof shortcuts)[number]
export type ShortcutId = Shortcut['id']

/** What `key` does for this person in this view, if anything. */
export function shortcutOf(
  key: string,
  { isHost, inFocusView }: { isHost: boolean; inFocusView: boolean },
): ShortcutId | null {
  const found = shortcuts.find(({ keys }) =>
    (keys as readonly string[]).includes(key.toLowerCase()),
  )
  if (!found || ('hostOnly' in found && !isHost)) return null
  return inFocusView && !('inFocusView' in found) ? null : found.id
}
