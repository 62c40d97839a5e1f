import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useEffect, useRef, useState } from 'react'
import type { BoardChannel } from '../channel'
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
    const wantImages = imageLoader(api, channel)
    let isFirst = true
    const show = (now: BoardStatus) => {
      setStatus(now)
      if (now.phase !== 'live' || !isFirst) return
      isFirst = false
      api.scrollToContent(undefined, { fitToContent: true, animate: false })
    }
    const board = new BoardSync(channel, excalidrawCanvas(api, wantImages), show)
    sync.current = board
    board.start()
    return () => {
      sync.current = null
      board.stop()
    }
  }, [api, channel])

  const [link] = useState(() => ({
    changed: () => sync.current?.changed(),
    retry: () => void sync.current?.reload(),
    tryAgain: () => sync.current?.tryAgain(),
  }))
  return { status, ...link }
}

/** Gives what fetches the images of the scene that are not here yet. */
function imageLoader(api: ExcalidrawImperativeAPI, { images: store }: BoardChannel): () => void {
  if (!store) return () => {}
  const images = new BoardImages(store, (image) => {
    api.addFiles([{ ...image, created: Date.now() } as never])
  })
  return () => {
    const here = api.getFiles()
    const named = api
      .getSceneElements()
      .flatMap((element) => (element.type === 'image' && element.fileId ? [element.fileId] : []))
    images.want(named.filter((id) => !(id in here)))
  }
}
