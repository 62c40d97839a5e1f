import type { AckAnswer, BoardChange, BoardElement } from '@api/events'

export interface BoardScene {
  sequence: number
  elements: BoardElement[]
}

export interface BoardListener {
  /** The connection came (back): what was told before may have been missed. */
  onConnected: () => void
  onDisconnected: () => void
  onChange: (change: Omit<BoardChange, 'boardId'>) => void
  onPointer: (memberId: string, x: number, y: number) => void
}

/**
 * One board on a server: the way a whiteboard takes to it. Loading and uploading throw a `Problem`.
 */
export interface BoardChannel {
  /** Tells `listener` what happens until the answer is called; whether there is a connection now, at once. */
  listen: (listener: Partial<BoardListener>) => () => void
  /** Asks to be told of changes from now on. May be asked again; `sequence` is the board's present one. */
  open: () => Promise<AckAnswer<{ sequence: number }>>
  close: () => void
  /** At most 64 KiB at a time. */
  update: (elements: readonly BoardElement[]) => Promise<AckAnswer<{ sequence: number }>>
  /** Where others see one's pointer; it may get lost. Absent where there are no others. */
  pointer?: (x: number, y: number) => void
  load: () => Promise<BoardScene>
  /** Absent where the board holds no images. */
  images?: BoardImageStore
}

export interface BoardImageStore {
  /** Stores an image; gives the id to name it by. */
  upload: (image: Blob) => Promise<string>
  load: (fileId: string) => Promise<Blob>
}
