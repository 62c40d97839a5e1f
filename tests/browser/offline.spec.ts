import { appendFileSync, cpSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Server, temporaryDirectory } from '../lib/server.ts'
import { expectAccessible } from './accessible.ts'
import { addressOf, expect, test, type Person } from './fixtures.ts'

// The shell without a network (PWA): what was seen once opens again, and says that it is offline.
test.describe.configure({ mode: 'parallel' })

const context = { serviceWorkers: 'allow' } as const

/** Until the service worker has everything and serves this page. */
async function shellKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

async function visitOnce({ page }: Person): Promise<void> {
  await page.goto('/')
  await shellKept(page)
}

test('a second visit needs no network: every page opens and says so', async ({ person }) => {
  const ana = await person({ context })
  const { page } = ana
  await visitOnce(ana)
  await page.context().setOffline(true)
  const pages: [path: string, heading: string | RegExp][] = [
    ['/', /Your cozy corner/],
    ['/create', 'Open a room'],
    ['/join', 'Join a room'],
    ['/nowhere/at/all', 'Nobody sits here'],
  ]
  for (const [path, heading] of pages) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(page.getByText(/You are offline/)).toBeVisible()
  }
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Open right now' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Pull up a chair' })).toBeVisible()
})

test('a room without a network says what is wrong, and opens when it is back', async ({
  person,
}) => {
  const ana = await person({ context })
  const { page } = ana
  await visitOnce(ana)
  await page.context().setOffline(true)
  await page.goto('/room/pomo-ABCDEF')
  await expect(page.getByRole('heading', { name: 'We cannot reach the server' })).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'No room here' })).toBeVisible()
})

test('what the server answers is never kept', async ({ person }) => {
  const ana = await person({ context })
  const { page } = ana
  await visitOnce(ana)
  await page.goto('/create')
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map((request) => new URL(request.url).pathname)
  })
  expect(kept).toContain('/index.html')
  expect(kept.filter((path) => /^\/(api|socket\.io)|\/assets\/board\//.test(path))).toEqual([])
  await page.context().setOffline(true)
  const asked = await page.evaluate(() =>
    fetch('/api/session').then(
      () => 'answered',
      () => 'failed',
    ),
  )
  expect(asked).toBe('failed')
})

test('can be installed', async ({ person, url }) => {
  const { page } = await person({ context })
  await page.goto('/')
  const link = await page.locator('link[rel="manifest"]').getAttribute('href')
  const answer = await page.request.get(`${url}${link}`)
  expect(answer.headers()['content-type']).toBe('application/manifest+json')
  expect(answer.headers()['cache-control']).toBe('no-cache')
  const manifest = (await answer.json()) as {
    name: string
    display: string
    icons: { src: string; sizes: string; purpose?: string }[]
    shortcuts: { url: string }[]
  }
  expect(manifest).toMatchObject({ name: 'Pomopomo', display: 'standalone' })
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(
    expect.arrayContaining(['192x192', '512x512']),
  )
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  for (const { src } of manifest.icons) expect((await page.request.get(url + src)).ok()).toBe(true)
  expect(manifest.shortcuts.map((shortcut) => shortcut.url)).toEqual(['/solo', '/create'])
  const worker = await page.request.get(`${url}/sw.js`)
  expect(worker.headers()['cache-control']).toBe('no-cache')
  // The button, which Chromium without a screen never offers by itself.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeinstallprompt')))
  await expect(page.getByRole('button', { name: 'Install', exact: true })).toBeVisible()
  await expectAccessible(page, 'the offer to install')
  await page.getByRole('button', { name: 'Do not offer to install' }).click()
  await page.reload()
  await page.evaluate(() => window.dispatchEvent(new Event('beforeinstallprompt')))
  await expect(page.getByRole('button', { name: 'Install', exact: true })).toHaveCount(0)
})

test('a new version waits until somebody asks for it', async ({ person }) => {
  const built = temporaryDirectory()
  cpSync(realpathSync('web/dist'), built.path, { recursive: true })
  const flags = ['--web-dir', built.path]
  const first = await Server.start({ flags })
  const { page } = await person({ context: { ...context, baseURL: addressOf(first) } })
  await page.goto('/')
  await shellKept(page)
  await first.stop()

  appendFileSync(join(built.path, 'sw.js'), '\n// newer')
  for (const copy of ['sw.js.br', 'sw.js.gz']) rmSync(join(built.path, copy))
  const second = await Server.start({ flags, listen: new URL(first.url).host })
  await page.goto('/create')
  await expect(page.getByText('A new version is here.').first()).toBeVisible()
  await expectAccessible(page, 'the notice of a new version')
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Reload to update' }).click()
  await expect(page.getByLabel('Your name')).toHaveValue('')
  await expect(page.getByText('A new version is here.')).toHaveCount(0)
  await second.stop()
  built.remove()
})
