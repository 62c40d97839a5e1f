import '../texts'
import { Excalidraw } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useEffect, useState, type ReactNode } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { isDark, useShownTheme } from '@/lib/themes'
import { toast } from '@/lib/toast'
import type { BoardChannel } from '../channel'
import { useBoardSync } from '../hooks/use-board-sync'
import { useCursors, type BoardPerson } from '../hooks/use-cursors'
import { useImageUpload } from '../hooks/use-image-upload'
import { usePastedImages } from '../hooks/use-pasted-images'
import './board.css'
import { BoardBlank } from './board-blank'
import { BoardMenu } from './board-menu'
import { BoardNotes } from './board-notes'

window.EXCALIDRAW_ASSET_PATH = import.meta.env.BOARD_ASSETS

export interface BoardProps {
  /** For as long as the component lives. */
  channel: BoardChannel
  mayDraw: boolean
  /** The others who may draw, by member id. */
  people: ReadonlyMap<string, BoardPerson>
  /** Notes of whoever shows the board. */
  children?: ReactNode
}

const options = {
  canvasActions: {
    clearCanvas: false,
    export: false,
    loadScene: false,
    saveAsImage: false,
    saveToActiveFile: false,
    toggleTheme: false,
  },
} as const

/** The whiteboard: Excalidraw over a channel. It fills the box around it. */
export default function Board({ channel, mayDraw, people, children }: BoardProps) {
  const { t, locale } = useT()
  const theme = useShownTheme()
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null)
  const [isBlank, setBlank] = useState(true)
  const [helpOpen, setHelpOpen] = useState(false)
  const { status, changed, retry, tryAgain } = useBoardSync(api, channel)
  const moved = useCursors(api, channel, people)
  const idOf = useImageUpload(api, channel.images)
  const onPaste = usePastedImages(api, idOf)

  useEffect(() => {
    if (mayDraw) tryAgain()
  }, [mayDraw, tryAgain])

  useFocusInHelp(helpOpen)

  // The editor writes its own language there.
  useEffect(() => {
    const page = document.documentElement
    return () => {
      page.lang = locale
    }
  }, [locale])

  return (
    <div className="board absolute inset-0">
      <Excalidraw
        excalidrawAPI={setApi}
        onChange={(elements, { openDialog, errorMessage }) => {
          // Its own dialog covers a phone, and has no name.
          if (typeof errorMessage === 'string' && errorMessage) {
            toast(errorMessage, 'error')
            api?.updateScene({ appState: { errorMessage: null } })
          }
          setBlank(elements.every(({ isDeleted }) => isDeleted))
          setHelpOpen(openDialog?.name === 'help')
          changed()
        }}
        onPointerUpdate={({ pointer }) => moved(pointer.x, pointer.y)}
        generateIdForFile={idOf}
        onPaste={onPaste}
        viewModeEnabled={!mayDraw}
        theme={isDark(theme) ? 'dark' : 'light'}
        langCode={editorLanguage(locale)}
        name={t('board.fileName')}
        UIOptions={channel.images ? options : { ...options, tools: { image: false } }}
        validateEmbeddable={false}
        aiEnabled={false}
        autoFocus
      >
        <BoardMenu api={api} name={t('board.fileName')} />
      </Excalidraw>
      {isBlank && <BoardBlank phase={status.phase} mayDraw={mayDraw} onRetry={retry} />}
      <BoardNotes status={status}>{children}</BoardNotes>
    </div>
  )
}

/** The editor gives the focus to the first link of its help; those are hidden, and Escape works only from within. */
function useFocusInHelp(open: boolean): void {
  useEffect(() => {
    if (!open) return
    const help = document.querySelector('.HelpDialog')?.closest<HTMLElement>('[role=dialog]')
    if (!help) return
    help.tabIndex = -1
    help.focus()
  }, [open])
}

/** Excalidraw speaks both kinds of Portuguese: the one the browser asks for, else that of Portugal. */
function editorLanguage(locale: string): string {
  if (locale !== 'pt') return locale
  const wanted = navigator.languages.find((tag) => tag.toLowerCase().startsWith('pt'))
  return wanted?.toLowerCase() === 'pt-br' ? 'pt-BR' : 'pt-PT'
}
