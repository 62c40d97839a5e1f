import { Lightbulb } from 'lucide-react'
import type { ReactNode } from 'react'

interface ProposeButtonProps {
  onClick: () => void
  children: ReactNode
}

export function ProposeButton({ onClick, children }: ProposeButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-full pr-2 text-sm font-bold text-primary-ink underline-offset-3 hover:underline"
    >
      <Lightbulb className="size-4" aria-hidden />
      {children}
    </button>
  )
}
