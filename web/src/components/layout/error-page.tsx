import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { useOnline } from '@/lib/use-online'
import { usePageTitle } from '@/lib/use-page-title'
import { SitePage } from './site-page'
import { TomatoCard } from './tomato-card'

/**
 * For what nobody foresaw: says so and offers another try. It loads the page anew, as the router itself may be what
 * broke; without a network that would only lose the page, so it renders it again instead.
 */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useT()
  const problemText = useProblemText()
  const online = useOnline()
  usePageTitle(t('error.title'))
  return (
    <SitePage>
      <TomatoCard
        title={t('error.title')}
        lead={online ? problemText(error) : t('problem.offline')}
        mood="focus"
      >
        <div className="flex flex-col gap-3">
          <Button size="lg" onClick={() => (online ? location.reload() : reset())}>
            {t('error.retry')}
          </Button>
          <a href="/" className={buttonClass('ghost')}>
            {t('ui.goHome')}
          </a>
        </div>
      </TomatoCard>
    </SitePage>
  )
}
