import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '@/lib/api/problem'
import { BoardImages, dataUrl, fileOfDataUrl, type LoadedImage } from './images'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

it('fetches each image once, and one that did not come again after a while', async () => {
  const asked: string[] = []
  const loaded: LoadedImage[] = []
  const load = async (id: string) => {
    asked.push(id)
    if (id === 'gone') throw new Problem('not_found', 'unknown_file')
    if (asked.filter((one) => one === id).length === 1) throw new Problem('offline', 'no_answer')
    return new Blob(['x'], { type: 'image/png' })
  }
  const images = new BoardImages({ load }, (image) => loaded.push(image))
  images.want(['7', 'gone'])
  images.want(['7'])
  await vi.advanceTimersByTimeAsync(9_000)
  expect(asked).toEqual(['7', 'gone'])
  await vi.advanceTimersByTimeAsync(2_000)
  await vi.waitFor(() => expect(loaded).toHaveLength(1), 30_000)
  images.want(['7', 'gone', '8'])
  images.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual(['7', 'gone', '7', '8'])
  expect(loaded).toEqual([
    { id: '7', mimeType: 'image/png', dataURL: 'data:image/png;base64,eA==' },
  ])
})

it('reads back what it wrote as an address', async () => {
  const url = await dataUrl(new Blob([new Uint8Array([0, 255, 10])], { type: 'image/webp' }))
  const file = fileOfDataUrl(url)
  expect(file.type).toBe('image/webp')
  expect(await dataUrl(file)).toBe(url)
  expect(fileOfDataUrl('data:,Hi').size).toBe(0)
})
