import { useRef, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form-error'
import { NameField } from '@/features/guests/components/name-field'
import {
  cleanName,
  nameFault,
  rememberName,
  rememberedName,
  type NameFault,
} from '@/features/guests/lib/display-name'
import { useT } from '@/lib/i18n/use-t'
import { useChangeMe } from '../api/me'
import type { SessionUser } from '../hooks/use-signed-in'
import { useAccountProblemText } from '../lib/account-problem'
import { localTimeZone } from '../lib/time-zones'
import { usernameRefusal } from '../lib/username-refusal'
import { cleanUsername, suggestedUsername, usernameFault } from '../lib/usernames'
import { RankingChoice } from './ranking-choice'
import { TimeZoneField } from './time-zone-field'
import { UsernameField } from './username-field'

interface CompleteFormProps {
  user: SessionUser
  onDone: () => void
}

/** What an account needs besides a proof: how to be found and called, where the days end, and a choice. */
export function CompleteForm({ user, onDone }: CompleteFormProps) {
  const { t } = useT()
  const problemText = useAccountProblemText()
  const change = useChangeMe()
  const usernameInput = useRef<HTMLInputElement>(null)
  const nameInput = useRef<HTMLInputElement>(null)
  const [displayName, setDisplayName] = useState(() => rememberedName() || user.displayName)
  const [username, setUsername] = useState(() => suggestedUsername(displayName))
  const [timeZone, setTimeZone] = useState(localTimeZone)
  const [listed, setListed] = useState<boolean | null>(null)
  const [usernameError, setUsernameError] = useState<string>()
  const [nameError, setNameError] = useState<NameFault | null>(null)
  const [choiceMissing, setChoiceMissing] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const name = cleanUsername(username)
    const [badUsername, badName] = [usernameFault(name), nameFault(displayName)]
    setUsernameError(badUsername ?? undefined)
    setNameError(badName)
    setChoiceMissing(listed === null)
    if (badUsername) return usernameInput.current?.focus()
    if (badName) return nameInput.current?.focus()
    if (listed === null) return
    change.mutate(
      { username: name, displayName: cleanName(displayName), timeZone, globalLeaderboard: listed },
      {
        onSuccess: (me) => {
          rememberName(me.displayName)
          onDone()
        },
        onError: (error) => {
          const refused = usernameRefusal(error)
          setUsernameError(refused)
          if (refused) usernameInput.current?.focus()
        },
      },
    )
  }
  const formError = change.error && !usernameRefusal(change.error) ? change.error : null
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        <NameField
          ref={nameInput}
          value={displayName}
          fault={nameError}
          onChange={setDisplayName}
        />
        <UsernameField
          ref={usernameInput}
          value={username}
          error={usernameError}
          onChange={(typed) => {
            setUsername(typed)
            setUsernameError(undefined)
          }}
        />
      </div>
      <TimeZoneField value={timeZone} onChange={setTimeZone} />
      <RankingChoice
        value={listed}
        missing={choiceMissing}
        onChange={(choice) => {
          setListed(choice)
          setChoiceMissing(false)
        }}
      />
      <div className="flex flex-col">
        <FormError>{formError && problemText(formError)}</FormError>
        <Button type="submit" size="lg" busy={change.isPending || change.isSuccess}>
          {t('signIn.complete.submit')}
        </Button>
      </div>
    </form>
  )
}
