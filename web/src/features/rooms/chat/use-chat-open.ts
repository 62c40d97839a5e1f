import { useState } from 'react'
import { remember, remembered } from '@/lib/storage'

const key = 'pomopomo.chat.open'

/** Whether the panel of the chat is open on wide screens, as it was left last time. */
export function useChatOpen(): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(() => remembered(key) === 'true')
  const setOpen = (next: boolean) => {
    setIsOpen(next)
    remember(key, String(next))
  }
  return [isOpen, setOpen]
}
