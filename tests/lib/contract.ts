/** Holds what the server says against the contract: `api/openapi.yaml` for HTTP, `api/events.ts` for events. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'yaml'
import { readEventSchemas } from './event-schemas.ts'

const api = resolve(import.meta.dirname, '../../api')

interface MediaType {
  schema: object
}
interface Answer {
  $ref?: string
  content?: Record<string, MediaType>
  headers?: Record<string, { $ref?: string; schema?: object }>
}
interface Operation {
  operationId: string
  responses: Record<string, Answer>
  security?: Record<string, string[]>[]
  requestBody?: unknown
}
export interface Route {
  method: string
  /** As in the document: `/api/rooms/{code}`. */
  path: string
  operation: Operation
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

const document = parse(readFileSync(resolve(api, 'openapi.yaml'), 'utf8')) as Document
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(document, 'openapi')
const compiled = new Map<string, ValidateFunction>()

const methods = ['get', 'put', 'post', 'delete', 'patch']
/** Every operation of the document. */
export const routes: Route[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => methods.includes(method))
    .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)

function pointer(...parts: string[]): string {
  return parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
}

function check(schemaRef: string, value: unknown, what: string): void {
  let validate = compiled.get(schemaRef)
  if (!validate) compiled.set(schemaRef, (validate = ajv.compile({ $ref: schemaRef })))
  if (!validate(value)) {
    const faults = ajv.errorsText(validate.errors, { separator: '\n  ', dataVar: '' })
    throw new Error(`${what} breaks the contract:\n  ${faults}\n  in ${JSON.stringify(value)}`)
  }
}

function routeOf(method: string, path: string): Route | undefined {
  return routes.find((route) => {
    const pattern = new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    return route.method === method && pattern.test(path)
  })
}

export interface HttpAnswer {
  status: number
  headers: Headers
  text: string
}

/** Throws unless the document knows this route, this status, this media type and this body. */
export function checkHttp(method: string, url: string, answer: HttpAnswer): void {
  const path = new URL(url, 'http://server').pathname
  const what = `${method} ${url} → ${answer.status}`
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  const route = routeOf(method, path)
  if (!route) {
    // Whatever is not in the document answers with a problem, below /api/ at least.
    if (answer.status < 400) throw new Error(`${what}: this route is not in openapi.yaml`)
    if (!path.startsWith('/api/') && type !== 'application/problem+json') return
    check('openapi#/components/schemas/Problem', JSON.parse(answer.text), what)
    return
  }
  const key = String(answer.status) in route.operation.responses ? String(answer.status) : 'default'
  const base = `openapi#/${pointer('paths', route.path, method.toLowerCase(), 'responses', key)}`
  let ref = base
  let described = route.operation.responses[key]
  if (!described) throw new Error(`${what}: openapi.yaml does not know this status`)
  if (described.$ref) {
    ref = `openapi${described.$ref}`
    described = ajv.getSchema(ref)?.schema as Answer
  }
  if (key === 'default' && answer.status < 400) {
    throw new Error(`${what}: openapi.yaml knows no such success`)
  }
  for (const [name, header] of Object.entries(described.headers ?? {})) {
    const value = answer.headers.get(name)
    if (value === null) continue
    const schema = header.$ref
      ? `openapi${header.$ref}/schema`
      : `${ref}/${pointer('headers', name, 'schema')}`
    check(schema, /^\d+$/.test(value) ? Number(value) : value, `${what}, header ${name}`)
  }
  const content = described.content
  if (!content) {
    if (answer.text !== '') throw new Error(`${what}: a body where openapi.yaml has none`)
    return
  }
  if (!content[type]) throw new Error(`${what}: unexpected content type "${type}": ${answer.text}`)
  const body: unknown = /json/.test(type) ? JSON.parse(answer.text) : answer.text
  check(`${ref}/${pointer('content', type, 'schema')}`, body, what)
  if (
    type === 'application/problem+json' &&
    (body as { status: number }).status !== answer.status
  ) {
    throw new Error(`${what}: the problem says another status: ${answer.text}`)
  }
}

// ── Events ──────────────────────────────────────────────────────────────────────────────────────

// Named objects stand in openapi.yaml too, with their limits: events are held against those.
const events = readEventSchemas(resolve(api, 'events.ts'), (name) =>
  name in document.components.schemas ? `openapi#/components/schemas/${name}` : undefined,
)
ajv.addSchema({ $id: 'events', ...events })

/** Throws unless events.ts knows this server event with this payload. */
export function checkServerEvent(name: string, args: unknown[]): void {
  if (!(name in events.server))
    throw new Error(`the server sent "${name}", which is not in events.ts`)
  if (args.length !== 1)
    throw new Error(`"${name}" carries ${args.length} arguments instead of one`)
  check(`events#/${pointer('server', name)}`, args[0], `event ${name}`)
}

/** Throws unless this answers that client event as events.ts says; unknown events may only fail. */
export function checkAck(event: string, args: unknown[]): void {
  if (args.length !== 1) throw new Error(`the ack of "${event}" carries ${args.length} arguments`)
  const isOk = (args[0] as { ok?: unknown } | null)?.ok === true
  if (isOk && !(event in events.acks))
    throw new Error(`"${event}" is not in events.ts, yet it worked`)
  const ref = isOk ? `events#/${pointer('acks', event)}` : 'events#/failure'
  check(ref, args[0], `ack of ${event}`)
}
