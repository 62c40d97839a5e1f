import { Link } from '@tanstack/react-router'
import { buttonClass } from '@/components/ui/button-class'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { SitePage } from './site-page'
import { TomatoCard } from './tomato-card'

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  const { t } = useT()
  usePageTitle(t('notFound.title'))
  return (
    <SitePage>
      <TomatoCard title={t('notFound.title')} lead={t('notFound.lead')} mood="sleepy">
        <div className="flex flex-col gap-3">
          <Link to="/" className={buttonClass('primary', 'lg')}>
            {t('ui.goHome')}
          </Link>
          <Link to="/join" className={buttonClass('ghost')}>
            {t('notFound.join')}
          </Link>
        </div>
      </TomatoCard>
    </SitePage>
  )
}
