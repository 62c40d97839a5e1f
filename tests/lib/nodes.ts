/**
 * Several servers on one PostgreSQL, each a world of its own with the same people and rooms.
 *
 *     const nodes = await Nodes.start(3)
 *     const { code } = await nodes.at(0).room()
 *     await nodes.enter(person, code, 2)
 */
import { after } from 'node:test'
import { PostgresCluster } from './postgres.ts'
import type { Server, ServerOptions } from './server.ts'
import { type Person, type Tab, World } from './world.ts'

export class Nodes {
  private constructor(
    readonly postgres: PostgresCluster,
    readonly database: string,
    readonly worlds: World[],
  ) {}

  /** `options[i]` are those of node i. */
  static async start(count: number, options: ServerOptions[] = []): Promise<Nodes> {
    const postgres = await PostgresCluster.start()
    const nodes = new Nodes(postgres, await postgres.createDatabase(), [])
    after(async () => {
      await Promise.all(nodes.worlds.map((world) => world.close()))
      await postgres.stop()
    })
    for (let i = 0; i < count; ++i) nodes.worlds.push(await World.start(nodes.options(options[i])))
    return nodes
  }

  /** What a server of these nodes is started with. */
  options(more: ServerOptions = {}): ServerOptions {
    return { ...more, flags: ['--database', this.database, ...(more.flags ?? [])] }
  }

  at(index: number): World {
    const world = this.worlds[index]
    if (!world) throw new Error(`there is no node ${index}`)
    return world
  }

  server(index: number): Server {
    return this.at(index).server
  }

  /** A new tab of that person on that node, in that room. */
  async enter(person: Person, code: string, index: number): Promise<Tab> {
    const live = await this.at(index).connect({ token: person.token })
    return { live, snapshot: await live.join(code) }
  }

  /** Rows of a query, as JSON has them. */
  async rows<Row>(sql: string): Promise<Row[]> {
    const text = await this.postgres.query(
      `SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM (${sql}) AS q`,
      this.database,
    )
    return JSON.parse(text) as Row[]
  }
}
