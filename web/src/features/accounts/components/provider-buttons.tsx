import { buttonClass } from '@/components/ui/button-class'
import { useT } from '@/lib/i18n/use-t'
import { accountKey, remember } from '@/lib/storage'
import { providerNames, type ProviderId } from '../lib/provider-names'
import { GitHubIcon, GoogleIcon } from './brand-icons'

const icons: Record<ProviderId, () => React.JSX.Element> = {
  google: GoogleIcon,
  github: GitHubIcon,
}

interface ProviderButtonsProps {
  providers: readonly ProviderId[]
  /** Where to go afterwards. */
  next: string
}

/** A way in for each provider this server has been set up for. They are links: the provider's page takes over. */
export function ProviderButtons({ providers, next }: ProviderButtonsProps) {
  const { t } = useT()
  if (providers.length === 0) return null
  return (
    <>
      <ul className="flex flex-col gap-3">
        {providers.map((id) => {
          const Icon = icons[id]
          return (
            <li key={id}>
              <a
                href={`/api/auth/${id}/start?next=${encodeURIComponent(next)}`}
                // Back from there the page has to ask who it is, wherever the way leads.
                onClick={() => remember(accountKey, '{}')}
                className={`${buttonClass('outline', 'lg')} w-full`}
              >
                <Icon />
                {t('signIn.with', { provider: providerNames[id] })}
              </a>
            </li>
          )
        })}
      </ul>
      <p aria-hidden className="my-5 flex items-center gap-4 text-sm font-bold text-ink-3">
        <span className="h-px flex-1 bg-line" />
        {t('signIn.or')}
        <span className="h-px flex-1 bg-line" />
      </p>
    </>
  )
}
