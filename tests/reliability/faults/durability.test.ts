import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Server } from '../../lib/server.ts'
import { CrowdedRoom, guests } from '../lib/crowded-room.ts'
import { dice, seed } from '../lib/dice.ts'
import { Strace, type SystemCall } from '../lib/strace.ts'

// REL2: what is acknowledged is on the disk, not in a cache. Seen from outside, by the system calls.
const rooms = 6
const writesOfEach = 25

/** Each `pattern` in what was sent or received, by socket and number, with the place where it stands. */
function messages(calls: SystemCall[], pattern: RegExp, place: 'began' | 'ended') {
  const found = new Map<string, number>()
  for (const call of calls) {
    const socket = /socket:\[\d+\]/.exec(call.text)?.[0] ?? ''
    for (const match of call.text.matchAll(pattern)) found.set(`${socket} ${match[1]}`, call[place])
  }
  return found
}

test('between each write and its acknowledgement lies a successful sync (REL2)', async () => {
  const server = await Server.start({ flags: ['--rate-limits', 'off'] })
  after(() => server.kill()) // when it failed
  const people = await guests(server.url, rooms)
  const crowd = await Promise.all(people.map((guest) => CrowdedRoom.create(server.url, [guest])))
  await Promise.all(crowd.map((room) => room.enter(server.url)))
  const strace = await Strace.attach(server, [
    'fdatasync',
    'fsync',
    'recvfrom',
    'sendto',
    'sendmsg',
  ])
  const roll = dice(seed)
  await Promise.all(crowd.map((room) => room.edit(writesOfEach, roll)))
  const calls = await strace.detach()
  for (const room of crowd) room.leave()
  await server.stop()

  const isSync = ({ name, text }: SystemCall): boolean =>
    name.endsWith('sync') && /pomopomo\.db-wal>\s*(<unfinished \.\.\.>)?\) += 0$/.test(text)
  const syncs = calls.filter(isSync)
  const requests = messages(calls, /42(\d+)\[\\"queue:/g, 'ended')
  const acks = messages(calls, /43(\d+)\[\{\\"ok\\":true/g, 'began')
  assert.equal(acks.size, rooms * writesOfEach)
  for (const [id, acked] of acks) {
    const asked = requests.get(id)
    assert.ok(asked !== undefined, `${id} was acknowledged, but never asked`)
    assert.ok(
      syncs.some(({ began, ended }) => began > asked && ended < acked),
      `${id} was acknowledged without a sync in between`,
    )
  }
})
