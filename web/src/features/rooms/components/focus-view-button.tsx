import { Maximize2 } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'

/** Stands in the corner that the round ring leaves free. */
export function FocusViewButton({ onClick }: { onClick: () => void }) {
  const { t } = useT()
  return (
    <IconButton
      label={t('room.focusView')}
      onClick={onClick}
      className="absolute -top-3 -right-2 sm:right-0"
    >
      <Maximize2 className="size-5" aria-hidden />
    </IconButton>
  )
}
