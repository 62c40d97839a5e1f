/// <reference types="vite/client" />

declare module 'virtual:messages/*' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}

interface ImportMetaEnv {
  /** Where the fonts of the whiteboard are; set by build/board.ts. */
  readonly BOARD_ASSETS: string
}

interface Window {
  /** Read by Excalidraw. */
  EXCALIDRAW_ASSET_PATH: string
}
