import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form-error'
import { ensureSomebody } from '@/features/guests/api/ensure-somebody'
import { NameField } from '@/features/guests/components/name-field'
import { nameFault, rememberedName, type NameFault } from '@/features/guests/lib/display-name'
import { Problem } from '@/lib/api/problem'
import Queries from '@/lib/api/queries'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { roomQuery } from '../api/get-room'
import { ProblemScreen } from './problem-screen'
import { RoomSkeleton } from './room-skeleton'

interface JoinGateProps {
  code: string
  onReady: () => void
}

/** Asks who has no name yet for one, and then opens the room on the same page. */
export default function JoinGate(props: JoinGateProps) {
  return (
    <Queries>
      <Gate {...props} />
    </Queries>
  )
}

function Gate({ code, onReady }: JoinGateProps) {
  const { t } = useT()
  const problemText = useProblemText()
  const room = useQuery(roomQuery(code))
  const [name, setName] = useState(rememberedName)
  const [fault, setFault] = useState<NameFault | null>(null)
  const join = useMutation({ mutationFn: () => ensureSomebody(name), onSuccess: onReady })
  usePageTitle(t('room.join.title'))

  if (room.isPending) return <RoomSkeleton />
  const { code: gone, reason } = room.error instanceof Problem ? room.error : {}
  if (gone === 'not_found' || gone === 'invalid') {
    return <ProblemScreen problem={{ kind: 'unknown' }} onRetry={() => void room.refetch()} />
  }
  if (gone === 'gone') {
    const kind = reason === 'room_ended' ? 'ended' : 'expired'
    return <ProblemScreen problem={{ kind }} onRetry={() => void room.refetch()} />
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = nameFault(name)
    setFault(found)
    if (!found) join.mutate()
  }
  const count = room.data?.memberCount ?? 0
  return (
    <SitePage>
      <TomatoCard
        title={room.data?.room.name ?? t('room.unnamed')}
        lead={count > 0 ? t('room.join.count', { count }) : t('room.join.empty')}
      >
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <NameField value={name} onChange={setName} fault={fault} autoFocus />
          <FormError>{join.error && problemText(join.error)}</FormError>
          <Button type="submit" size="lg" busy={join.isPending}>
            {t('room.join.submit')}
          </Button>
        </form>
      </TomatoCard>
    </SitePage>
  )
}
