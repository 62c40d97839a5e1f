import { Eye, EyeOff } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { hidePerson, useHiddenPeople } from '../lib/hidden-people'

/** What menus offer about somebody for oneself alone: not to hear them any more, or to hear them again. */
export function useHidePerson(memberId: string, name: string) {
  const { t } = useT()
  const isHidden = useHiddenPeople().includes(memberId)
  return {
    isHidden,
    label: isHidden ? t('room.members.showAgain', { name }) : t('room.members.hide', { name }),
    Icon: isHidden ? Eye : EyeOff,
    toggle: () => {
      hidePerson(memberId, !isHidden)
      if (!isHidden) toast(t('room.members.hideDone', { name }))
    },
  }
}
