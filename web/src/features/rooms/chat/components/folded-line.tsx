import { EyeOff } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'

interface FoldedLineProps {
  count: number
  isOpen: boolean
  onToggle: () => void
}

/** Stands for what people wrote whom the reader has hidden. */
export function FoldedLine({ count, isOpen, onToggle }: FoldedLineProps) {
  const { t } = useT()
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="mt-2 flex min-h-8 max-w-full items-center gap-2 self-start rounded-full pr-2.5 pl-1.5 text-left text-sm font-semibold text-ink-2 hover:bg-surface-2"
    >
      <EyeOff className="size-4 shrink-0" aria-hidden />
      <span>
        {t('room.chat.folded', { count })}{' '}
        <span className="font-bold whitespace-nowrap text-ink">
          {isOpen ? t('room.chat.fold') : t('room.chat.unfold')}
        </span>
      </span>
    </button>
  )
}
