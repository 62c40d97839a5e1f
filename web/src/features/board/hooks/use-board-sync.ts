import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useEffect, useRef, useState } from 'react'
import type { BoardChannel, BoardImageStore } from '../channel'
import { BoardSync, type BoardStatus } from '../lib/board-sync'
import { excalidrawCanvas } from '../lib/excalidraw-canvas'
import { BoardImages } from '../lib/images'

export interface BoardLink {
  status: BoardStatus
  /** For the editor's every change. */
  changed: () => void
  retry: () => void
  /** What was refused may go now. */
  tryAgain: () => void
}

/** Keeps the editor's drawing and the channel's board the same, for as long as the component stays. */
export function useBoardSync(
  api: ExcalidrawImperativeAPI | null,
  channel: BoardChannel,
): BoardLink {
  const sync = useRef<BoardSync | null>(null)
  const [status, setStatus] = useState<BoardStatus>({ phase: 'opening', fault: null })

  useEffect(() => {
    if (!api) return undefined
    const images = channel.images && imagesOf(api, channel.images)
    let isFirst = true
    const show = (now: BoardStatus) => {
      setStatus(now)
      if (now.phase !== 'live' || !isFirst) return
      isFirst = false
      api.scrollToContent(undefined, { fitToContent: true, animate: false })
    }
    const board = new BoardSync(
      channel,
      excalidrawCanvas(api, () => images?.want(missingImages(api))),
      show,
    )
    sync.current = board
    board.start()
    return () => {
      sync.current = null
      board.stop()
      images?.stop()
    }
  }, [api, channel])

  const [link] = useState(() => ({
    changed: () => sync.current?.changed(),
    retry: () => void sync.current?.reload(),
    tryAgain: () => sync.current?.tryAgain(),
  }))
  return { status, ...link }
}

function imagesOf(api: ExcalidrawImperativeAPI, store: BoardImageStore): BoardImages {
  return new BoardImages(store, (image) => {
    api.addFiles([{ ...image, created: Date.now() } as never])
  })
}

/** The images of the scene that are not here yet. */
function missingImages(api: ExcalidrawImperativeAPI): string[] {
  const here = api.getFiles()
  return api
    .getSceneElements()
    .flatMap((element) =>
      element.type === 'image' && element.fileId && !(element.fileId in here)
        ? [element.fileId]
        : [],
    )
}
