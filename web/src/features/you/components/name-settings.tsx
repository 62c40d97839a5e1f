import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { NameField } from '@/features/guests/components/name-field'
import {
  cleanName,
  nameFault,
  rememberName,
  type NameFault,
} from '@/features/guests/lib/display-name'
import { useMe, useRoomSession } from '@/features/rooms/hooks/use-room'
import { useT } from '@/lib/i18n/use-t'

/** How the others read this person, here and in rooms to come. */
export function NameSettings() {
  const { t } = useT()
  const { connection } = useRoomSession()
  const shown = useMe()?.displayName ?? ''
  const [name, setName] = useState(shown)
  const [fault, setFault] = useState<NameFault | null>(null)
  const isSame = cleanName(name) === shown

  const save = (event: FormEvent) => {
    event.preventDefault()
    const found = nameFault(name)
    setFault(found)
    if (found || isSame) return
    rememberName(name)
    // Joining again under another name is how one is renamed.
    connection.retry()
  }
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <NameField
        value={name}
        fault={fault}
        onChange={(typed) => {
          setName(typed)
          if (fault) setFault(nameFault(typed))
        }}
      />
      <Button type="submit" disabled={isSame} className="self-start">
        {t('room.save')}
      </Button>
    </form>
  )
}
