import { expect, it, vi } from 'vitest'
import { BoardImages, type LoadedImage } from './images'

it('fetches each image once, and one that failed again after a while', async () => {
  let now = 0
  const asked: string[] = []
  const loaded: LoadedImage[] = []
  const load = (id: string) => {
    asked.push(id)
    return asked.length === 1
      ? Promise.reject(new Error('offline'))
      : Promise.resolve(new Blob(['x'], { type: 'image/png' }))
  }
  const images = new BoardImages(
    { load },
    (image) => loaded.push(image),
    () => now,
  )
  images.want(['7'])
  await Promise.resolve()
  images.want(['7'])
  expect(asked).toEqual(['7'])
  now = 11_000
  images.want(['7'])
  await vi.waitFor(() => expect(loaded).toHaveLength(1))
  images.want(['7'])
  expect(asked).toEqual(['7', '7'])
  expect(loaded[0]).toEqual({
    id: '7',
    mimeType: 'image/png',
    dataURL: 'data:image/png;base64,eA==',
  })
})
