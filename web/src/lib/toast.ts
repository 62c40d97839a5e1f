import { create } from 'zustand'

export interface Toast {
  id: number
  text: string
  kind: 'info' | 'success' | 'error'
}

const shownMs = 4_000
/** More than this at once hides what people came for. */
const maxShown = 3
let lastId = 0

export const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }))

/** Says something for four seconds, at the top of the page and to screen readers. */
export function toast(text: string, kind: Toast['kind'] = 'info'): void {
  const id = ++lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, text, kind }].slice(-maxShown) }))
  setTimeout(() => dismissToast(id), shownMs)
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }))
}
