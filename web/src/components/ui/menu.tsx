import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Popover, type PopoverTrigger } from './popover'

export interface MenuItem {
  id: string
  label: string
  icon?: ReactNode
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
}

interface MenuProps {
  label: string
  /** Above the actions, for whom or what they are. */
  header?: ReactNode
  items: readonly MenuItem[]
  trigger: (props: PopoverTrigger) => ReactNode
}

/** A list of actions under a button; arrow keys, Home and End move in it, Tab leaves it. */
export function Menu({ label, header, items, trigger }: MenuProps) {
  return (
    <Popover label={label} trigger={trigger} className="min-w-48">
      {(close) => (
        <>
          {header}
          <MenuList label={label} items={items} close={close} />
        </>
      )}
    </Popover>
  )
}

type MenuListProps = Pick<MenuProps, 'label' | 'items'> & { close: () => void }

function MenuList({ label, items, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  const entries = () => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]:enabled') ?? []),
  ]

  useEffect(() => list.current?.querySelector<HTMLElement>('[role=menuitem]:enabled')?.focus(), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return close() // and on from the button
    const all = entries()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    all.at(next % all.length)?.focus()
  }
  return (
    <div ref={list} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={item.disabled}
          onClick={() => {
            close()
            item.onSelect()
          }}
          className={cn(
            'flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-left text-[0.95rem] font-semibold',
            'hover:bg-surface-2 focus-visible:bg-surface-2 disabled:opacity-45',
            item.danger ? 'text-danger' : 'text-ink',
          )}
        >
          {item.icon}
          {item.label}
        </button>
      ))}
    </div>
  )
}
