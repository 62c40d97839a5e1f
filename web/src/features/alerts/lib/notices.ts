import { create } from 'zustand'
import type { EndKind } from './preferences'

/** What alerts show on the page; the room draws it. */
interface Notices {
  /** In place of the page's title, while somebody shall look at the tab. */
  title: string | null
  /** The screen lights up; each flash is a new object. */
  flash: { kind: EndKind } | null
  /** The browser lets no sound through before the page was touched. */
  locked: boolean
}

export const useNotices = create<Notices>(() => ({ title: null, flash: null, locked: false }))
