/** People with complete accounts. */
import type { Person, World } from './world.ts'

/** Signs up by mail and completes the account. */
export async function newcomer(
  world: World,
  username: string,
  browser = world.browser(),
): Promise<Person> {
  const person = await world.signUp(`${username}@example.test`, browser)
  await change(person, { username, globalLeaderboard: false })
  return person
}

/** What the API says of the account itself; see `Me` in the document. */
export interface Me {
  id: string
  username: string | null
  displayName: string
  email: string | null
  role: string
  isComplete: boolean
  bio: string
  links: string[]
  timeZone: string | null
  language: string | null
  usernameChangeableAt: number | null
  avatarUrl: string | null
  profileVisibility: string
  globalLeaderboard: boolean | null
  searchable: boolean
  createdAt: number
}

/** Changes the account; throws when that is refused. */
export async function change(person: Person, body: object): Promise<Me> {
  const answer = await person.rest.request<Me>('PATCH', '/api/me', { body })
  if (answer.status !== 200) throw new Error(`not changed: ${JSON.stringify(answer.body)}`)
  return answer.body
}
