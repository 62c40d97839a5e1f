import { Link } from '@tanstack/react-router'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { RichText } from '@/lib/i18n/rich-text'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { JoinForm } from '../components/join-form'

/** `/join`, and `/join?code=` behind an invite link. */
export function JoinPage({ linkCode }: { linkCode: string }) {
  const { t } = useT()
  usePageTitle(t('join.title'))
  return (
    <SitePage>
      <TomatoCard title={t('join.title')} lead={t('join.lead')} mood="sleepy">
        <JoinForm key={linkCode} linkCode={linkCode} />
        <p className="mt-6 text-center text-ink-2">
          <RichText
            id="join.createInstead"
            components={{
              0: (
                <Link
                  to="/create"
                  className="font-bold text-primary-ink underline underline-offset-3"
                />
              ),
            }}
          />
        </p>
      </TomatoCard>
    </SitePage>
  )
}
