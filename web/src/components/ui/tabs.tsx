import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

export interface Tab {
  id: string
  label: string
  content: ReactNode
}

/** Panels under a row of tabs; arrow keys, Home and End move in the row. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const base = useId()
  const [shown, setShown] = useState(tabs[0]?.id)
  const current = tabs.find(({ id }) => id === shown) ?? tabs[0]

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex(({ id }) => id === current?.id)
    const wanted = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    const next = tabs.at(wanted % tabs.length)
    setShown(next?.id)
    document.getElementById(`${base}-${next?.id}`)?.focus()
  }
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        className="sticky -top-1 z-10 -mx-1 flex gap-1 overflow-x-auto bg-surface p-1"
      >
        {tabs.map(({ id, label: name }) => (
          <button
            key={id}
            id={`${base}-${id}`}
            type="button"
            role="tab"
            aria-selected={id === current?.id}
            aria-controls={`${base}-panel`}
            tabIndex={id === current?.id ? 0 : -1}
            onClick={() => setShown(id)}
            onKeyDown={onKeyDown}
            className={cn(
              'min-h-11 flex-1 rounded-full px-3 text-[0.95rem] font-bold whitespace-nowrap',
              id === current?.id
                ? 'bg-primary-soft text-primary-ink'
                : 'text-ink-2 hover:bg-surface-2 hover:text-ink',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        id={`${base}-panel`}
        role="tabpanel"
        aria-labelledby={`${base}-${current?.id}`}
        className="min-h-96 pt-4"
      >
        {current?.content}
      </div>
    </>
  )
}
