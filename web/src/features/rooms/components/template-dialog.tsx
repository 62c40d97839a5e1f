import { Dialog } from '@/components/ui/dialog'
import { useT } from '@/lib/i18n/use-t'
import TemplatePicker from './template-picker'

/** Asks which template shall take the place of the queue, and says that the queue goes. */
export default function TemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  return (
    <Dialog open onClose={onClose} title={t('room.template.title')}>
      <p className="mb-4 text-ink-2">{t('room.template.warning')}</p>
      <TemplatePicker onChosen={onClose} />
    </Dialog>
  )
}
