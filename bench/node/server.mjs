/**
 * What Pomopomo's figures stand beside: a plain Node server with stock socket.io that does the same work.
 *
 *     node --expose-gc bench/node/server.mjs [PORT [postgresql://…]]      prints the port it listens on
 *
 * It answers what `pomopomo_load` asks of either program: the events of the conformance program's benchmark part
 * (CONNECT with `room`, `chat:send`, `echo`), and, with everything kept in memory and nothing checked beyond the token,
 * Pomopomo's guests, rooms, `room:join` and boards (merged by version, told to the others). With a database a `chat:send` of somebody who joined so is stored in PostgreSQL,
 * one INSERT each through a pool of `pg`, before it is told to the room and acknowledged.
 */
import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import { Pool } from 'pg'
import { Server } from 'socket.io'

const guests = new Set()
const rooms = new Map() // code → tokens of its members

const boards = new Map() // code → { sequence, elements: id → element }

const make = {
  '/api/guests': () => {
    const token = randomBytes(24).toString('base64url')
    guests.add(token)
    return { token }
  },
  '/api/rooms': () => {
    const code = randomBytes(6).toString('base64url')
    rooms.set(code, new Set())
    boards.set(code, { sequence: 0, elements: new Map() })
    return { room: { code } }
  },
}

const url = process.argv[3]
const database = url ? new Pool({ connectionString: url, max: 10 }) : undefined
await database?.query(`CREATE TABLE IF NOT EXISTS messages (
  id bigserial PRIMARY KEY, room text NOT NULL, member text NOT NULL, text text NOT NULL, client_id text NOT NULL,
  sent_at bigint NOT NULL, UNIQUE (member, client_id))`)

async function store(room, member, { text, clientId }) {
  const sentAt = Date.now()
  const { rows } = await database.query(
    'INSERT INTO messages (room, member, text, client_id, sent_at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [room, member, text, clientId, sentAt],
  )
  return {
    id: rows[0].id,
    sequence: Number(rows[0].id),
    memberId: member,
    displayName: 'Guest',
    text,
    clientId,
    sentAt,
    deleted: false,
    reactions: {},
  }
}

// The changes that beat what is there: the higher version does, then the lower nonce.
function merge(board, changes) {
  const taken = changes.filter(({ id, version, versionNonce }) => {
    const old = board.elements.get(id)
    return !old || version > old.version || (version === old.version && versionNonce < old.versionNonce)
  })
  for (const element of taken) board.elements.set(element.id, element)
  if (taken.length > 0) ++board.sequence
  return taken
}

const http = createServer((request, response) => {
  const answer = make[request.url]
  request.resume()
  response.statusCode = answer ? 201 : 404
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer?.() ?? {}))
})

const io = new Server(http, { serveClient: false })

io.use((socket, next) => {
  const { token } = socket.handshake.auth
  next(token === undefined || guests.has(token) ? undefined : new Error('unauthorized'))
})

io.on('connection', (socket) => {
  let { room } = socket.handshake.auth
  if (room) socket.join(room)
  socket.on('chat:send', async (message, acknowledge) => {
    if (!database) return io.to(room).emit('chat:message', message)
    const stored = await store(room, socket.id, message)
    io.to(room).emit('chat:message', stored)
    acknowledge({ ok: true, data: stored })
  })
  socket.on('echo', (payload, acknowledge) => acknowledge(payload))
  socket.on('room:join', ({ code }, acknowledge) => {
    const members = rooms.get(code)
    if (!members) return acknowledge({ ok: false, error: { code: 'not_found' } })
    room = code
    members.add(socket.handshake.auth.token)
    socket.join(code)
    socket.to(code).emit('member:joined', { id: socket.id, joinedAt: Date.now() })
    acknowledge({ ok: true, data: { members: [...members].map((_, place) => ({ place })) } })
  })
  socket.on('room:sync', (_, acknowledge) => acknowledge({ ok: true, data: { board: { boardId: room } } }))
  socket.on('board:open', ({ boardId }, acknowledge) => {
    socket.join(`board ${boardId}`)
    acknowledge({ ok: true, data: { sequence: boards.get(boardId).sequence } })
  })
  socket.on('board:update', ({ boardId, elements }, acknowledge) => {
    const board = boards.get(boardId)
    const taken = merge(board, elements)
    const { sequence } = board
    if (taken.length > 0)
      socket.to(`board ${boardId}`).emit('board:updated', { boardId, sequence, elements: taken })
    acknowledge({ ok: true, data: { sequence } })
  })
  socket.on('disconnect', () => rooms.get(room)?.delete(socket.handshake.auth.token))
})

// Memory is compared without garbage: it is collected once whenever work has come to rest.
let used = process.cpuUsage()
let isClean = false
setInterval(() => {
  const { user, system } = process.cpuUsage(used)
  const isBusy = user + system > 10_000
  if (!isBusy && !isClean) globalThis.gc?.()
  isClean = !isBusy
  used = process.cpuUsage()
}, 250)

http.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(http.address().port))
