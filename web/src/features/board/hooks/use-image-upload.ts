import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useCallback } from 'react'
import { Problem } from '@/lib/api/problem'
import { useT, type Translate } from '@/lib/i18n/use-t'
import type { BoardImageStore } from '../channel'
import { dataUrl, fittingImage, imageTypes } from '../lib/images'

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
    async (file: File) => {
      if (!store) throw new Error(t('board.image.failed'))
      if (!imageTypes.includes(file.type)) throw new Error(t('board.image.type'))
      const image = await fittingImage(file).catch((error: unknown) => {
        throw new Error(t('board.image.unreadable'), { cause: error })
      })
      const id = await store.upload(image).catch((error: unknown) => {
        throw new Error(uploadErrorText(error, t), { cause: error })
      })
      // The editor would shrink it further; as it is here already, it takes it as it is.
      const { type: mimeType } = image
      api?.addFiles([{ id, mimeType, dataURL: await dataUrl(image), created: Date.now() } as never])
      return id
    },
    [api, store, t],
  )
  return store && upload
}

function uploadErrorText(error: unknown, t: Translate): string {
  if (!(error instanceof Problem)) return t('board.image.failed')
  switch (error.reason) {
    case 'too_large':
      return t('board.image.size')
    case 'broken_image':
    case 'unknown_image':
      return t('board.image.unreadable')
    case 'board_locked':
      return t('board.image.locked')
    case 'no_decoder':
      return t('board.image.unavailable')
  }
  switch (error.code) {
    case 'offline':
      return t('board.image.offline')
    case 'full':
    case 'storage_full':
      return t('board.image.full')
    case 'unavailable':
      return t('board.image.busy')
    case 'rate_limited':
      return t('problem.rateLimited', { seconds: secondsOf(error) })
    default:
      return t('board.image.failed')
  }
}

function secondsOf({ retryAfterMs = 0 }: Problem): number {
  return Math.max(1, Math.ceil(retryAfterMs / 1000))
}
