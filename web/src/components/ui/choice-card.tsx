import type { ReactNode } from 'react'

interface ChoiceCardProps {
  /** Of the radio group. */
  name: string
  checked: boolean
  onChange: () => void
  title: string
  text: string
  icon?: ReactNode
  aside?: ReactNode
  children?: ReactNode
}

/** One radio button, as a card with a title, a line of text and a picture. */
export function ChoiceCard(props: ChoiceCardProps) {
  const { name, checked, onChange, title, text, icon, aside, children } = props
  return (
    <label className="relative flex cursor-pointer flex-col rounded-md border border-line-strong/60 bg-surface p-3.5 transition-colors hover:bg-surface-2 has-checked:border-primary has-checked:bg-primary-soft/55 has-checked:ring-1 has-checked:ring-primary has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary">
      <input type="radio" name={name} checked={checked} onChange={onChange} className="sr-only" />
      <span className="flex items-center justify-between gap-2">
        <span className="flex items-center gap-2 font-extrabold">
          {icon}
          {title}
        </span>
        {aside && <span className="tnum text-sm font-bold text-ink-2">{aside}</span>}
      </span>
      <span className="mt-0.5 text-sm text-ink-2">{text}</span>
      {children}
    </label>
  )
}
