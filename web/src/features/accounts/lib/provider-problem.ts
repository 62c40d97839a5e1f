import { useT } from '@/lib/i18n/use-t'

/** Why a provider brought somebody back without signing them in (`?problem=`), kindly. */
export function useProviderProblem(): (reason: string) => string {
  const { t } = useT()
  return (reason) => {
    if (reason === 'access_denied') return t('signIn.provider.denied')
    if (reason === 'expired') return t('signIn.provider.expired')
    if (reason === 'suspended') return t('signIn.provider.suspended')
    return t('signIn.provider.failed')
  }
}
