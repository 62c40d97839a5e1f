import { useNavigate } from '@tanstack/react-router'
import { LogIn, LogOut, Settings, UserRound } from 'lucide-react'
import type { MenuItem } from '@/components/ui/menu'
import { answer, api } from '@/lib/api/client'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import type { KnownAccount } from '@/lib/known-account'
import { setSession } from '@/lib/session'
import { toast } from '@/lib/toast'

const icon = { className: 'size-4.5', 'aria-hidden': true } as const

/** What a menu offers to `account`: their own pages and the way out; for nobody the way in, which leads back here. */
export function useAccountItems(account: KnownAccount | null): MenuItem[] {
  const { t } = useT()
  const navigate = useNavigate()
  const problemText = useProblemText()

  if (!account) {
    const signIn = () => navigate({ to: '/sign-in', search: { next: location.pathname } })
    return [
      {
        id: 'sign-in',
        label: t('account.signIn'),
        icon: <LogIn {...icon} />,
        onSelect: () => void signIn(),
      },
    ]
  }
  const { username } = account
  const leave = async () => {
    try {
      await answer(api.POST('/api/auth/sign-out'))
      setSession({ kind: 'none' })
      await navigate({ to: '/' })
    } catch (error) {
      toast(problemText(error), 'error')
    }
  }
  const profile: MenuItem[] = username
    ? [
        {
          id: 'profile',
          label: t('account.profile'),
          icon: <UserRound {...icon} />,
          onSelect: () => void navigate({ to: '/u/$username', params: { username } }),
        },
      ]
    : []
  return [
    ...profile,
    {
      id: 'settings',
      label: t('account.settings'),
      icon: <Settings {...icon} />,
      onSelect: () => void navigate({ to: '/settings/$part', params: { part: 'profile' } }),
    },
    {
      id: 'sign-out',
      label: t('account.signOut'),
      icon: <LogOut {...icon} />,
      onSelect: () => void leave(),
    },
  ]
}
