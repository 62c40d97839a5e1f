import type { Reaction } from '@api/events'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

const outline = {
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const face = (
  <circle cx="12" cy="12" r="9.2" className="fill-warning-soft stroke-warning" {...outline} />
)

const drawings: Record<Reaction, ReactNode> = {
  heart: (
    <path
      d="M12 20.3C6.2 16.4 3 13.1 3 9.3a4.8 4.8 0 0 1 9-2.3 4.8 4.8 0 0 1 9 2.3c0 3.8-3.2 7.1-9 11Z"
      className="fill-danger"
    />
  ),
  clap: (
    <g className="fill-warning-soft stroke-warning" {...outline}>
      <path d="m5.2 13.4 5.9-6.6a1.3 1.3 0 0 1 2 1.7l1.6-1.7a1.3 1.3 0 0 1 2 1.7l.9-.9a1.3 1.3 0 0 1 2 1.7l-.8 1a1.2 1.2 0 0 1 1.7 1.7l-4.7 5.9a5.6 5.6 0 0 1-8.6.3l-1.8-2.1a2 2 0 0 1-.2-2.7Z" />
      <path d="m13.1 8.5-3 3.3m6.6-3.3-3.6 4m5.7-2.2-3.3 3.8" fill="none" />
      <path d="M8.6 4.9 8 2.6M5.6 6.6 3.7 5.1M4.6 9.6l-2.3-.4" fill="none" />
    </g>
  ),
  fire: (
    <g {...outline}>
      <path
        d="M12.4 2.4c.6 3.6 6.4 6 6.4 11.8a6.8 6.8 0 0 1-13.6 0c0-2.7 1.4-4.4 2.6-5.8.4 1.5 1.1 2.2 2 2.5-.5-3.4.6-6.3 2.6-8.5Z"
        className="fill-primary"
      />
      <path
        d="M12.3 12c.3 1.8 2.7 2.6 2.7 5a3 3 0 0 1-6 0c0-1.6.9-2.5 1.7-3.2.2.7.5 1.1.9 1.2-.1-1.1.1-2.2.7-3Z"
        className="fill-warning-soft"
      />
    </g>
  ),
  laugh: (
    <>
      {face}
      <path d="M6.9 12.8h10.2a5.1 5.1 0 0 1-10.2 0Z" className="fill-warning" />
      <path
        d="m7.3 9.6 1.2-1.4 1.2 1.4m4.6 0 1.2-1.4 1.2 1.4"
        fill="none"
        className="stroke-warning"
        {...outline}
      />
    </>
  ),
  wow: (
    <>
      {face}
      <g className="fill-warning">
        <circle cx="8.7" cy="9.6" r="1.3" />
        <circle cx="15.3" cy="9.6" r="1.3" />
        <ellipse cx="12" cy="15.6" rx="2.2" ry="2.8" />
      </g>
    </>
  ),
  tomato: (
    <>
      <path
        d="M12 6.2c5.6 0 9.4 2.9 9.4 7.4 0 4.7-4.1 7.9-9.4 7.9s-9.4-3.2-9.4-7.9c0-4.5 3.8-7.4 9.4-7.4Z"
        className="fill-focus"
      />
      <path
        d="M12 7.4c-.6-2.4-2.5-3.9-5-3.7.2 2.5 2.3 4 5 3.7Zm0 0c.6-2.4 2.5-3.9 5-3.7-.2 2.5-2.3 4-5 3.7Z"
        className="fill-success"
      />
    </>
  ),
}

/** One of the six, drawn: emoji look different everywhere, or not at all. */
export function ReactionIcon({ reaction, className }: { reaction: Reaction; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn('shrink-0', className)}>
      {drawings[reaction]}
    </svg>
  )
}
