import { Pencil, X } from 'lucide-react'
import { useId } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'

interface TaskLineProps {
  task: { text: string; done: boolean }
  /** Absent where it is only to be read. */
  onMark?: (done: boolean) => void
  onEdit?: () => void
  onClear?: () => void
}

/** A task with its tick, struck through once done. */
export function TaskLine({ task, onMark, onEdit, onClear }: TaskLineProps) {
  const { t } = useT()
  const id = useId()
  const { text, done } = task
  return (
    <div className="flex items-start gap-1">
      <input
        id={id}
        type="checkbox"
        checked={done}
        disabled={!onMark}
        onChange={() => onMark?.(!done)}
        className="mt-2 size-5 shrink-0 accent-primary"
      />
      <label
        htmlFor={id}
        className={cn(
          'min-w-0 flex-1 py-1.5 pl-2 leading-snug wrap-anywhere',
          done && 'text-ink-2 line-through',
        )}
      >
        {text}
      </label>
      {onEdit && (
        <IconButton size="sm" className="w-8" label={t('tasks.edit', { text })} onClick={onEdit}>
          <Pencil className="size-4" aria-hidden />
        </IconButton>
      )}
      {onClear && (
        <IconButton size="sm" className="w-8" label={t('tasks.clear', { text })} onClick={onClear}>
          <X className="size-4.5" aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
