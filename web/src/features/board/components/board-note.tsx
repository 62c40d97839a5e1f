import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface BoardNoteProps {
  icon: ReactNode
  warning?: boolean
  action?: ReactNode
  children: ReactNode
}

/** One line about the board that floats above the drawing. */
export function BoardNote({ icon, warning = false, action, children }: BoardNoteProps) {
  return (
    <p
      className={cn(
        'anim-rise pointer-events-auto flex items-center gap-2.5 rounded-[1.375rem] px-4 py-2 text-sm font-bold shadow-3',
        warning ? 'bg-warning-soft text-warning' : 'border border-line bg-surface text-ink',
      )}
    >
      {icon}
      {children}
      {action}
    </p>
  )
}
