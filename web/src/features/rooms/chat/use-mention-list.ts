import { useState, type KeyboardEvent, type RefObject } from 'react'
import { completeMention, mentionQuery, suggestedNames } from './mention-completion'
import { usePeople } from './use-chat'

export interface MentionListState {
  /** What is offered at the moment; empty when closed. */
  names: readonly string[]
  active: number
  choose: (name: string) => void
}

/** Names to choose from while an `@` is typed, with what the keys do then. */
export function useMentionList(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  onChange: (text: string) => void,
) {
  const people = usePeople()
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const query = caret === null ? null : mentionQuery(text, caret)
  const others = people.names.filter((name) => name !== people.me)
  const names = query ? suggestedNames(query.query, others) : []

  const close = () => setCaret(null)
  const choose = (name: string) => {
    if (!query) return
    const completed = completeMention(text, query, name)
    onChange(completed.text)
    close()
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(completed.caret, completed.caret)
    })
  }

  /** The caret moved or something was typed. */
  const moved = () => {
    const element = field.current
    const isPoint = element && element.selectionStart === element.selectionEnd
    const next = isPoint ? element.selectionStart : null
    if (next === caret) return
    setCaret(next)
    setActive(0)
  }

  /** True when the list took the key. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (names.length === 0) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const name = names[active]
    if (step) setActive((active + step + names.length) % names.length)
    else if (event.key === 'Escape') close()
    else if ((event.key === 'Enter' || event.key === 'Tab') && name && !event.shiftKey) choose(name)
    else return false
    event.preventDefault()
    return true
  }

  return { names, active, choose, close, moved, onKeyDown }
}
