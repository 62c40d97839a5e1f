import {
  CaptureUpdateAction,
  isInvisiblySmallElement,
  reconcileElements,
  restoreElements,
} from '@excalidraw/excalidraw'
import type { OrderedExcalidrawElement } from '@excalidraw/excalidraw/element/types'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import type { BoardElement } from '@api/events'
import type { Canvas } from './board-sync'
import { isPlausible } from './plausible'

/** Excalidraw as the drawing that is kept the same everywhere. `onReceived` is called after others drew. */
export function excalidrawCanvas(api: ExcalidrawImperativeAPI, onReceived: () => void): Canvas {
  return {
    elements: () =>
      api.getSceneElementsIncludingDeleted().filter(isReady) as unknown as BoardElement[],
    isHeld(id) {
      const { editingTextElement, resizingElement, newElement } = api.getAppState()
      return [editingTextElement, resizingElement, newElement].some((held) => held?.id === id)
    },
    receive(elements) {
      const local = api.getSceneElementsIncludingDeleted()
      const remote = elements.filter(isPlausible).toSorted(byIndex).flatMap(restored(local))
      if (remote.length === 0) return
      api.updateScene({
        elements: reconcileElements(local, remote as never[], api.getAppState()),
        captureUpdate: CaptureUpdateAction.NEVER, // one's own undo leaves alone what others drew
      })
      onReceived()
    },
  }
}

/** Not an image that is still on its way to the server, and nothing that a first touch has only begun. */
function isReady(element: OrderedExcalidrawElement): boolean {
  if (element.isDeleted) return true
  if (element.type === 'image' && !element.fileId) return false
  return !isInvisiblySmallElement(element)
}

/** Brings an element into the editor's present form; one by one, lest the order among some looks like that of all. */
function restored(local: readonly OrderedExcalidrawElement[]) {
  const own = new Map(local.map((element) => [element.id, element]))
  return (element: BoardElement): OrderedExcalidrawElement[] => {
    const complete = restoreElements([element as never], null)
    const mine = own.get(element.id)
    if (complete.length > 0 || !mine) return complete
    // Too small to be seen: the editor drops it, but we may still show what it was before.
    const { version, versionNonce } = element
    return [{ ...mine, version, versionNonce, isDeleted: true }]
  }
}

function byIndex(one: BoardElement, other: BoardElement): number {
  const [a, b] = [one.index ?? '', other.index ?? '']
  if (a !== b) return a < b ? -1 : 1
  return one.id < other.id ? -1 : 1
}
