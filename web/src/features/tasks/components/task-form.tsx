import type { KeyboardEvent } from 'react'

/** As the server has it. */
export const maxTaskLength = 500

interface TaskFormProps {
  label: string
  placeholder: string
  draft: string
  autoFocus: boolean
  onDraft: (text: string) => void
  /** By Enter, and on leaving the field. */
  onSubmit: (text: string) => void
  /** By Escape. */
  onCancel: () => void
}

/** A task being written. It is one line of text, which wraps. */
export function TaskForm(props: TaskFormProps) {
  const { label, placeholder, draft, autoFocus, onDraft, onSubmit, onCancel } = props
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') onSubmit(draft)
    else onCancel()
  }
  return (
    <textarea
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      maxLength={maxTaskLength}
      autoFocus={autoFocus}
      value={draft}
      onChange={(event) => onDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onSubmit(draft)}
      className="field-sizing-content max-h-40 min-h-11 w-full resize-none rounded-md border border-line-strong bg-surface px-3 py-2.5 text-ink placeholder:text-ink-3"
    />
  )
}
