import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { CreateForm } from '../components/create-form'

export function CreatePage() {
  const { t } = useT()
  usePageTitle(t('create.title'))
  return (
    <SitePage>
      <TomatoCard width="wide" title={t('create.title')} lead={t('create.lead')}>
        <CreateForm />
      </TomatoCard>
    </SitePage>
  )
}
