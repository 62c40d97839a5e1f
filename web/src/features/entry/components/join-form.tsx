import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form-error'
import { NameField } from '@/features/guests/components/name-field'
import { nameFault, rememberedName, type NameFault } from '@/features/guests/lib/display-name'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { parseRoomCode } from '@/lib/room-code'
import { useJoinRoom } from '../hooks/use-join-room'
import { CodeField } from './code-field'
import { InviteChip } from './invite-chip'

/** Code and name. A code that came with the link is locked until "Change". */
export function JoinForm({ linkCode }: { linkCode: string }) {
  const { t } = useT()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const joinRoom = useJoinRoom()
  const codeInput = useRef<HTMLInputElement>(null)
  const nameInput = useRef<HTMLInputElement>(null)
  const [invited, setInvited] = useState(() => parseRoomCode(linkCode))
  const [written, setWritten] = useState(linkCode)
  const [displayName, setDisplayName] = useState(rememberedName)
  const [codeError, setCodeError] = useState<string>()
  const [fault, setFault] = useState<NameFault | null>(null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const code = invited ?? parseRoomCode(written)
    const codeText = written.trim() ? t('join.codeShape') : t('join.codeRequired')
    const found = nameFault(displayName)
    setCodeError(code ? undefined : codeText)
    setFault(found)
    if (!code) return codeInput.current?.focus()
    if (found) return nameInput.current?.focus()
    joinRoom.mutate(
      { code, displayName },
      { onSuccess: (joined) => void navigate({ to: '/room/$code', params: { code: joined } }) },
    )
  }
  const change = () => {
    setInvited(null)
    setWritten('')
    joinRoom.reset()
    requestAnimationFrame(() => codeInput.current?.focus())
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {invited ? (
        <InviteChip code={invited} onChange={change} />
      ) : (
        <CodeField
          ref={codeInput}
          value={written}
          error={codeError}
          autoFocus
          onChange={(code) => {
            setWritten(code)
            setCodeError(undefined)
            joinRoom.reset()
          }}
        />
      )}
      <NameField
        ref={nameInput}
        value={displayName}
        fault={fault}
        autoFocus={invited !== null}
        onChange={(name) => {
          setDisplayName(name)
          if (fault) setFault(nameFault(name))
        }}
      />
      <div className="flex flex-col">
        <FormError>{joinRoom.error && problemText(joinRoom.error)}</FormError>
        <Button type="submit" size="lg" busy={joinRoom.isPending || joinRoom.isSuccess}>
          {t('join.submit')}
        </Button>
      </div>
    </form>
  )
}
