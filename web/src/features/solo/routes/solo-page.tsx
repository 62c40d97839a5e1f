import { i18n } from '@lingui/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { RoomContext } from '@/features/rooms/hooks/use-room'
import { roomErrorText } from '@/features/rooms/lib/room-error-text'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { SoloScene } from '../components/solo-scene'
import { UncreditedNote } from '../components/uncredited-note'
import { SoloSession } from '../solo-session'
import '../texts'

/** A sitting alone: it runs as soon as the page is there, with or without a server. */
export function SoloPage() {
  const { t } = useT()
  const navigate = useNavigate()
  const [solo] = useState(
    () =>
      new SoloSession((error) =>
        toast(
          roomErrorText(error, (id, values) => i18n._(id, values)),
          'error',
        ),
      ),
  )
  useEffect(() => {
    solo.start()
    return () => solo.stop()
  }, [solo])

  const invite = async () => {
    const code = await solo.invite()
    if (code) void navigate({ to: '/room/$code', params: { code } })
    else toast(t('solo.inviteOffline'), 'error')
  }
  return (
    <RoomContext value={solo.session}>
      <SoloScene onInvite={() => void invite()} />
      <UncreditedNote solo={solo} />
    </RoomContext>
  )
}
