/** The whiteboard, drawn on with a real pointer; what is on it is read from the server, as everybody gets it. */
import { expect } from '@playwright/test'
import type { BoardElement } from '../../api/events.ts'
import type { Person } from './fixtures.ts'
import { button } from './room.ts'

export const canvas = (person: Person) => person.page.locator('.excalidraw canvas.interactive')

export async function openBoard(person: Person): Promise<void> {
  await button(person.page, 'Draw').click()
  await expect(person.page.getByRole('dialog', { name: 'Board' })).toBeVisible()
  await expect(canvas(person)).toBeVisible()
  await expect(person.page.getByText('Opening the board…')).toHaveCount(0)
}

export const tool = ({ page }: Person, name: string) => page.getByTestId(`toolbar-${name}`)

/** Draws a rectangle from one point of the drawing area to another, where the editor lets one. */
export async function drawBox(person: Person, from: [number, number], to: [number, number]) {
  const box = await canvas(person).boundingBox()
  const { x = 0, y = 0 } = box ?? {}
  const { mouse } = person.page
  const rectangle = tool(person, 'rectangle')
  if ((await rectangle.count()) > 0) {
    // The editor takes no tool before it is ready, and says so nowhere.
    await expect(async () => {
      await rectangle.click({ force: true })
      await expect(rectangle).toBeChecked({ timeout: 500 })
    }).toPass()
  }
  await mouse.move(x + from[0], y + from[1])
  await mouse.down()
  await mouse.move(x + to[0], y + to[1], { steps: 6 })
  await mouse.up()
}

/** The elements that are on the board, as the server hands them to this person. */
export async function scene({ page }: Person, code: string): Promise<BoardElement[]> {
  const answer = await page.request.get(`/api/rooms/${code}/board`)
  expect(answer.status()).toBe(200)
  const { elements } = (await answer.json()) as { elements: BoardElement[] }
  return elements.filter(({ isDeleted }) => !isDeleted)
}

/** Drops a file on the drawing area, as from the desktop. */
export async function dropFile(
  person: Person,
  content: Buffer,
  type: string,
  at: [number, number],
) {
  const dataTransfer = await person.page.evaluateHandle(
    ([data, type]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], 'dropped', { type }))
      return transfer
    },
    [content.toString('base64'), type] as const,
  )
  const { x = 0, y = 0 } = (await canvas(person).boundingBox()) ?? {}
  const [clientX, clientY] = [x + at[0], y + at[1]]
  await canvas(person).dispatchEvent('drop', { dataTransfer, clientX, clientY })
}

/** Pastes an image as a picture program leaves it on the clipboard. */
export async function pasteImage({ page }: Person, content: Buffer): Promise<void> {
  await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const blob = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  }, content.toString('base64'))
  await page.keyboard.press('Control+v')
}
