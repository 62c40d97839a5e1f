import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useCallback } from 'react'
import { Problem } from '@/lib/api/problem'
import { useT, type Translate } from '@/lib/i18n/use-t'
import type { BoardImageStore } from '../channel'
import { dataUrl, imageTypes, maxImageBytes } from '../lib/images'

/**
 * What the editor asks for an image's id: brings it to the server first, so that an element never names an image that
 * others cannot fetch. The text of what it throws is shown to the person.
 */
export function useImageUpload(
  api: ExcalidrawImperativeAPI | null,
  store: BoardImageStore | undefined,
): ((image: File) => Promise<string>) | undefined {
  const { t } = useT()
  const upload = useCallback(
    async (image: File) => {
      if (!store) throw new Error(t('board.image.unreadable'))
      if (!imageTypes.includes(image.type)) throw new Error(t('board.image.type'))
      if (image.size > maxImageBytes) throw new Error(t('board.image.size'))
      const id = await store.upload(image).catch((error: unknown) => {
        throw new Error(uploadErrorText(error, t), { cause: error })
      })
      // The editor would shrink large ones; as they are here already, it takes them as they are.
      const file = { id, mimeType: image.type, dataURL: await dataUrl(image), created: Date.now() }
      api?.addFiles([file as never])
      return id
    },
    [api, store, t],
  )
  return store && upload
}

function uploadErrorText(error: unknown, t: Translate): string {
  if (!(error instanceof Problem)) return t('board.image.unreadable')
  if (error.code === 'offline' || error.code === 'unavailable') return t('board.image.offline')
  if (error.code === 'full' || error.code === 'storage_full') return t('board.image.full')
  if (error.reason === 'too_large') return t('board.image.size')
  if (error.code === 'rate_limited') return t('problem.rateLimited', { seconds: secondsOf(error) })
  return t('board.image.unreadable')
}

function secondsOf({ retryAfterMs = 0 }: Problem): number {
  return Math.max(1, Math.ceil(retryAfterMs / 1000))
}
