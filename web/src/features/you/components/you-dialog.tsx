import { LanguageSwitch } from '@/components/ui/language-switch'
import { Sheet } from '@/components/ui/sheet'
import { Tabs } from '@/components/ui/tabs'
import { AlertSettings } from '@/features/alerts/components/alert-settings'
import { useT } from '@/lib/i18n/use-t'
import '../texts'
import { IntervalSettings } from './interval-settings'
import { NameSettings } from './name-settings'
import { ThemeChoice } from './theme-choice'

/** What each person sets for themselves; nobody else in the room notices, but for the name. Kept in this browser. */
export default function YouDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  return (
    <Sheet open onClose={onClose} title={t('you.title')}>
      <Tabs
        label={t('you.title')}
        tabs={[
          { id: 'alerts', label: t('you.alerts'), content: <AlertSettings /> },
          { id: 'look', label: t('you.look'), content: <Look /> },
          { id: 'times', label: t('you.times'), content: <IntervalSettings /> },
          { id: 'name', label: t('you.name'), content: <NameSettings /> },
        ]}
      />
    </Sheet>
  )
}

function Look() {
  return (
    <>
      <ThemeChoice named />
      <div className="mt-4 border-t border-line pt-2">
        <LanguageSwitch />
      </div>
    </>
  )
}
