import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { SitePage } from './site-page'
import { TomatoCard } from './tomato-card'

/** For what nobody foresaw: says so and offers another try. Plain links, as the router itself may be what broke. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useT()
  const problemText = useProblemText()
  usePageTitle(t('error.title'))
  return (
    <SitePage>
      <TomatoCard title={t('error.title')} lead={problemText(error)} mood="focus">
        <div className="flex flex-col gap-3">
          <Button size="lg" onClick={() => reset()}>
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
