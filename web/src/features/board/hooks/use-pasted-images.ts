import type { ExcalidrawImperativeAPI, ExcalidrawProps } from '@excalidraw/excalidraw/types'
import { useCallback } from 'react'
import { toast } from '@/lib/toast'
import { fileOfDataUrl } from '../lib/images'

type Paste = NonNullable<ExcalidrawProps['onPaste']>

/** Brings images that come along with what was copied on another board to this one, and says when that fails. */
export function usePastedImages(
  api: ExcalidrawImperativeAPI | null,
  upload: ((image: File) => Promise<string>) | undefined,
): Paste {
  return useCallback(
    async (data) => {
      const here = api?.getFiles() ?? {}
      for (const { id, dataURL } of Object.values(data.files ?? {})) {
        if (id in here || !upload) continue
        try {
          const fileId = await upload(fileOfDataUrl(dataURL))
          data.elements = data.elements?.map((element) =>
            element.type === 'image' && element.fileId === id
              ? { ...element, fileId: fileId as typeof id }
              : element,
          )
        } catch (error) {
          data.elements = data.elements?.filter(
            (element) => element.type !== 'image' || element.fileId !== id,
          )
          toast(error instanceof Error ? error.message : String(error), 'error')
        }
        delete data.files?.[id]
      }
      return true
    },
    [api, upload],
  )
}
