import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Response } from '@playwright/test'
import { png } from '../lib/pictures.ts'
import { expectAccessibleAround } from './accessible.ts'
import { canvas, drawBox, dropFile, openBoard, pasteImage, scene, tool } from './board.ts'
import { expect, test, type Person } from './fixtures.ts'
import { button, enterRoom, openRoom } from './room.ts'

// The whiteboard, drawn on with a real pointer. What is on it is read from the server, as everybody gets it.

const timer = ({ page }: Person) => page.getByRole('dialog', { name: 'Board' }).getByRole('timer')

/** Two people with the board of one room open; the first is its host. */
async function twoAtTheBoard(
  person: (options: { name: string }) => Promise<Person>,
): Promise<{ ana: Person; bea: Person; code: string }> {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const code = await openRoom(ana)
  await enterRoom(bea, code)
  await openBoard(ana)
  await openBoard(bea)
  return { ana, bea, code }
}

const shapes = async (person: Person, code: string) =>
  (await scene(person, code)).map(({ type }) => String(type)).toSorted()

/** How many pixels of the person's drawing are not blank. */
function inked(person: Person): Promise<number> {
  return person.page.locator('.excalidraw canvas.static').evaluate((element) => {
    const drawing = element as HTMLCanvasElement
    const { data } = drawing.getContext('2d')!.getImageData(0, 0, drawing.width, drawing.height)
    let count = 0
    for (let at = 0; at < data.length; at += 4) if (data[at]! < 128 && data[at + 3]! > 0) count++
    return count
  })
}

/** How many pixels of a PNG are dark. */
function darkPixels({ page }: Person, content: Buffer): Promise<number> {
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data
    return pixels.filter((value, at) => at % 4 === 0 && value < 128).length
  }, content.toString('base64'))
}

test('two people draw, both see both, and it is there after a reload', async ({ person }) => {
  const { ana, bea, code } = await twoAtTheBoard(person)
  await expect(ana.page.getByText('Draw the first line')).toBeVisible()
  await expect(timer(ana)).toHaveAccessibleName('Focus, 25:00 left')

  await drawBox(ana, [500, 200], [640, 320])
  await expect.poll(() => shapes(bea, code)).toEqual(['rectangle'])
  await expect.poll(() => inked(bea)).toBeGreaterThan(100)
  await expect(ana.page.getByText('Draw the first line')).toHaveCount(0)
  await drawBox(bea, [500, 420], [640, 520])
  await expect.poll(() => shapes(ana, code)).toEqual(['rectangle', 'rectangle'])
  await expect.poll(() => inked(ana)).toBeGreaterThan(600)

  // One's own undo takes back one's own drawing alone.
  await bea.page.keyboard.press('Control+z')
  await expect.poll(async () => (await scene(ana, code)).length).toBe(1)
  await bea.page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await scene(ana, code)).length).toBe(2)

  await ana.page.reload()
  await openBoard(ana)
  await expect.poll(() => inked(ana)).toBeGreaterThan(400)
  await button(ana.page, 'Close the board').click()
  await expect(ana.page.getByRole('dialog', { name: 'Board' })).toHaveCount(0)
})

test('the board opens by key, leaves the other keys to the editor, and gives the focus back', async ({
  person,
}) => {
  const ana = await person({ name: 'Ana' })
  const code = await openRoom(ana)
  const fetched: Response[] = []
  ana.page.on('response', (response) => fetched.push(response))
  await ana.page.keyboard.press('b')
  await expect(canvas(ana)).toBeVisible()
  await expect(ana.page.getByText('Opening the board…')).toHaveCount(0)
  await ana.page.keyboard.press('r')
  await ana.page.keyboard.press('s')
  await ana.page.keyboard.press('Escape')
  await expect(ana.page.getByRole('dialog', { name: 'Board' })).toBeVisible()
  await expect(timer(ana)).toHaveAccessibleName('Focus, 25:00 left')
  await ana.page.keyboard.press('t')
  const box = await canvas(ana).boundingBox()
  await ana.page.mouse.click((box?.x ?? 0) + 600, (box?.y ?? 0) + 300)
  await ana.page.keyboard.type('Olá <b>tomato</b>')
  await ana.page.keyboard.press('Escape')
  await expect.poll(async () => (await scene(ana, code))[0]?.text).toBe('Olá <b>tomato</b>')
  const own = new URL(ana.page.url()).origin
  const web = fetched.filter((response) => response.url().startsWith('http'))
  expect(web.map((response) => new URL(response.url()).origin)).toEqual(web.map(() => own))
  const kept = web.filter((response) => response.url().includes('/assets/board/'))
  expect(kept.map((response) => response.url()).join()).toMatch(/\.js.*fonts\/Excalifont.*\.woff2/s)
  for (const response of kept)
    expect(response.headers()['cache-control'], response.url()).toMatch(/immutable/)
  await ana.page.getByRole('button', { name: 'Help' }).click()
  await expect(ana.page.getByText('Keyboard shortcuts')).toBeVisible()
  await expect(ana.page.locator('.excalidraw a:visible')).toHaveCount(0)
  await ana.page.keyboard.press('Escape')
  await expect(ana.page.getByText('Keyboard shortcuts')).toHaveCount(0)
  await button(ana.page, 'Close the board').click()
  await button(ana.page, 'Draw').click()
  await expect(canvas(ana)).toBeVisible()
  await button(ana.page, 'Close the board').click()
  await expect(button(ana.page, 'Draw')).toBeFocused()
})

test('the host locks the board, clears it, and takes that back', async ({ person }) => {
  const { ana, bea, code } = await twoAtTheBoard(person)
  await drawBox(bea, [500, 200], [640, 320])
  await expect.poll(() => shapes(ana, code)).toEqual(['rectangle'])
  await expect(button(bea.page, 'Clear the board')).toHaveCount(0)

  await button(ana.page, 'Let only the host draw').click()
  await expect(bea.page.getByText('Ana locked the board. You can look and save it.')).toBeVisible()
  await expect(tool(bea, 'rectangle')).toHaveCount(0)
  await drawBox(bea, [700, 200], [800, 320])
  await drawBox(ana, [300, 200], [400, 320])
  await expect.poll(async () => (await scene(ana, code)).length).toBe(2)
  await button(ana.page, 'Let everybody draw').click()
  await expect(bea.page.getByText(/locked the board/)).toHaveCount(0)

  await button(ana.page, 'Clear the board').click()
  await expect.poll(() => shapes(bea, code)).toEqual([])
  await expect.poll(() => inked(bea)).toBe(0)
  await expect.poll(() => inked(ana)).toBe(0)
  await ana.page.getByText('The board is empty.').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await scene(bea, code)).length).toBe(2)
  await expect.poll(() => inked(bea)).toBeGreaterThan(400)
  await expect.poll(() => inked(ana)).toBeGreaterThan(400)
})

test('what is drawn offline goes out after coming back', async ({ person }) => {
  const { ana, bea, code } = await twoAtTheBoard(person)
  await bea.page.context().setOffline(true)
  await expect(bea.page.getByText(/Keep drawing: it goes out/)).toBeVisible({ timeout: 60_000 })
  await drawBox(bea, [500, 200], [640, 320])
  await drawBox(ana, [500, 420], [640, 520])
  await expect.poll(async () => (await scene(ana, code)).length).toBe(1)
  await bea.page.context().setOffline(false)
  await expect.poll(async () => (await scene(ana, code)).length, { timeout: 60_000 }).toBe(2)
  await expect(bea.page.getByText(/Keep drawing: it goes out/)).toHaveCount(0)
  await expect.poll(() => inked(ana)).toBeGreaterThan(600)
  await expect.poll(() => inked(bea)).toBeGreaterThan(600)
})

test('images are dropped and pasted, everybody sees them, and they stay', async ({ person }) => {
  const { ana, bea, code } = await twoAtTheBoard(person)
  const black = png(100, 100, { pixel: () => 0 })
  const point = async (at: [number, number]) => {
    const { x = 0, y = 0 } = (await canvas(ana).boundingBox()) ?? {}
    await ana.page.mouse.move(x + at[0], y + at[1])
  }
  const fileIds = async () => (await scene(bea, code)).map(({ fileId }) => fileId)

  await dropFile(ana, black, 'image/png', [400, 300])
  await expect.poll(() => shapes(bea, code)).toEqual(['image'])
  await expect.poll(() => inked(bea)).toBeGreaterThan(9_000)
  await point([600, 300])
  await ana.page.keyboard.press('Control+c')
  await ana.page.keyboard.press('Control+v')
  await expect.poll(async () => (await fileIds()).length).toBe(2)
  expect(new Set(await fileIds()).size).toBe(1)
  await point([800, 300])
  await pasteImage(ana, black)
  await expect.poll(async () => (await fileIds()).length).toBe(3)
  expect(new Set(await fileIds()).size).toBe(2)
  await expect.poll(() => inked(bea)).toBeGreaterThan(27_000)

  await dropFile(ana, Buffer.from('GIF89a'), 'image/gif', [400, 500])
  await expect(
    ana.page.getByText('Only PNG, JPEG and WebP images can go on the board.').first(),
  ).toBeVisible()
  // More than the server takes: made smaller first.
  const noise = randomBytes(2_800_000)
  const photo = png(900, 900, { pixel: (at) => noise[at % noise.length]! })
  expect(photo.length).toBeGreaterThan(2 * 1024 * 1024)
  await dropFile(ana, photo, 'image/png', [400, 500])
  await expect.poll(async () => (await fileIds()).length).toBe(4)

  await bea.page.reload()
  await openBoard(bea)
  await expect.poll(() => inked(bea)).toBeGreaterThan(27_000)
  const download = bea.page.waitForEvent('download')
  await bea.page.getByTestId('main-menu-trigger').click()
  await bea.page.getByRole('button', { name: 'Save as PNG' }).click()
  const saved = await readFile(await (await download).path())
  expect(await darkPixels(bea, saved)).toBeGreaterThan(27_000)

  // Taken along to another room.
  await ana.page.keyboard.press('Control+a')
  await ana.page.keyboard.press('Control+c')
  const elsewhere = await openRoom(ana)
  await openBoard(ana)
  await point([600, 300])
  await ana.page.keyboard.press('Control+v')
  await expect.poll(async () => (await scene(ana, elsewhere)).length).toBe(4)
  for (const { fileId } of await scene(ana, elsewhere)) {
    const image = await ana.page.request.get(
      `/api/rooms/${elsewhere}/board/files/${String(fileId)}`,
    )
    expect(image.status()).toBe(200)
  }
})

test('the board is saved as PNG and SVG, an empty one says why not', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const code = await openRoom(ana)
  await openBoard(ana)
  const choose = async (item: string) => {
    await ana.page.getByTestId('main-menu-trigger').click()
    await ana.page.getByRole('button', { name: item }).click()
  }
  await choose('Save as PNG')
  await expect(ana.page.getByText(/Nothing to save yet/).first()).toBeVisible()
  await drawBox(ana, [500, 200], [640, 320])
  await expect.poll(() => shapes(ana, code)).toEqual(['rectangle'])
  const save = async (item: string) => {
    const download = ana.page.waitForEvent('download')
    await choose(item)
    const file = await download
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
  }
  const png = await save('Save as PNG')
  expect(png.name).toBe('board.png')
  expect(png.content.subarray(1, 4).toString()).toBe('PNG')
  const svg = await save('Save as SVG')
  expect(svg.name).toBe('board.svg')
  expect(svg.content.toString()).toMatch(/^<svg[^]*<path/)
})

for (const width of [1440, 390, 320]) {
  test(`what is ours around the board is accessible at ${width} pixels`, async ({ person }) => {
    const viewport = { width, height: 844 }
    const ana = await person({
      name: 'Ana',
      context: { viewport, screen: viewport, isMobile: width < 500, hasTouch: width < 500 },
    })
    await openRoom(ana)
    await openBoard(ana)
    await button(ana.page, 'Let only the host draw').click()
    await expect(ana.page.getByText('Only you can draw now.')).toBeVisible()
    await expectAccessibleAround(ana.page, '.excalidraw')
  })
}
