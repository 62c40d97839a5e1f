import { Problem } from '@/lib/api/problem'

/** Why the server did not give a username, or undefined where that was not the reason. */
export function usernameRefusal(error: unknown): string | undefined {
  if (!(error instanceof Problem)) return undefined
  if (error.reason === 'username_taken' || error.reason === 'username_changed') return error.reason
  return error.fields.username
}
