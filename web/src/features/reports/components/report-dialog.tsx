import { Dialog } from '@/components/ui/dialog'
import { useT } from '@/lib/i18n/use-t'
import type { Where } from '../lib/technical-context'
import { ReportForm } from './report-form'

/** The form where somebody is, without leaving it. */
export function ReportDialog({ where, onClose }: { where: Where; onClose: () => void }) {
  const { t } = useT()
  return (
    <Dialog open onClose={onClose} title={t('report.open')} shape="sheet">
      <ReportForm where={where} />
    </Dialog>
  )
}
