/**
 * People with browsers of their own, in front of a real server.
 *
 * A page error, an unexpected line on the console or a breach of the content security policy fails the test.
 */
import { type BrowserContextOptions, type Page, test as base, expect } from '@playwright/test'
import { Server } from '../lib/server.ts'

export interface PersonOptions {
  name?: string
  /** Milliseconds by which this browser's clock is ahead of the truth. */
  clockAheadMs?: number
  context?: BrowserContextOptions
}

export interface Person {
  name: string
  page: Page
}

interface Fixtures {
  /** Opens a browser for somebody new, on the blank page. */
  person: (options?: PersonOptions) => Promise<Person>
  /** Where the server is. */
  url: string
}

interface WorkerFixtures {
  server: Server
}

// The network is switched off in some tests; the browser says so on the console.
const expectedOnConsole =
  /net::ERR_|WebSocket connection to|the server responded with a status of (4\d\d|503)/

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, provide) => {
      const server = await Server.start({
        // Who fills a room with many people's words does not wait for the pace of the room.
        flags: ['--presence-grace-ms', '2500', '--limit', 'chat_room=1000/s'],
      })
      await provide(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],

  url: async ({ server }, provide) => {
    await provide(addressOf(server))
  },

  person: async ({ browser, url }, provide) => {
    const faults: string[] = []
    const contexts: { close: () => Promise<void> }[] = []
    await provide(async ({ name = 'Ana', clockAheadMs = 0, context: options } = {}) => {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'en-GB',
        reducedMotion: 'reduce',
        // Tests of the offline shell let it in; for the others the network is what they say it is.
        serviceWorkers: 'block',
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      contexts.push(context)
      await context.exposeFunction('reportBreach', (what: string) =>
        faults.push(`${name}: ${what}`),
      )
      await context.addInitScript(watchPolicy)
      if (clockAheadMs !== 0) await context.addInitScript(shiftClock, clockAheadMs)
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(`${name}: ${error.stack ?? error.message}`))
      page.on('console', (message) => {
        if (message.type() !== 'error' || expectedOnConsole.test(message.text())) return
        faults.push(`${name}: on the console: ${message.text()}`)
      })
      return { name, page }
    })
    for (const context of contexts) await context.close()
    expect(faults).toEqual([])
  },
})

export { expect }

/** `localhost`, so that it is the server's own origin. */
export function addressOf(server: Server): string {
  return `http://localhost:${new URL(server.url).port}`
}

function watchPolicy(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { reportBreach } = globalThis as unknown as { reportBreach: (what: string) => void }
    reportBreach(`${event.violatedDirective} forbids ${event.blockedURI} (${event.sourceFile})`)
  })
}

/** A browser on a device whose clock is wrong. */
function shiftClock(aheadMs: number): void {
  const trueNow = Date.now.bind(Date)
  globalThis.Date = new Proxy(Date, {
    construct: (RealDate, args) =>
      Reflect.construct(RealDate, args.length > 0 ? args : [trueNow() + aheadMs]) as Date,
  })
  Date.now = () => trueNow() + aheadMs
}
