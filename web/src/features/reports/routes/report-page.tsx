import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { ReportForm } from '../components/report-form'

/** "Report a problem" as a page. `from`: the path of the page that led here. */
export function ReportPage({ from }: { from?: string }) {
  const { t } = useT()
  usePageTitle(t('report.open'))
  return (
    <SitePage>
      <TomatoCard title={t('report.open')} lead={t('report.lead')} width="wide">
        <ReportForm where={from ? { page: from } : {}} />
      </TomatoCard>
    </SitePage>
  )
}
