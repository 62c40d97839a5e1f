import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useT } from '@/lib/i18n/use-t'
import { useSettled } from '@/lib/use-settled'
import { usernameQuery } from '../api/check-username'
import { cleanUsername, usernameFault, useUsernameProblem } from '../lib/usernames'

interface UsernameFieldProps {
  value: string
  onChange: (username: string) => void
  /** Of the last try to save it. */
  error: string | undefined
  /** The one that is theirs already: nothing to ask about. */
  own?: string | null
  hint?: string
  ref?: RefObject<HTMLInputElement | null>
}

const pauseMs = 350

/** Says while it is typed whether the name can be had. */
export function UsernameField({ value, onChange, error, own, hint, ref }: UsernameFieldProps) {
  const { t } = useT()
  const problem = useUsernameProblem()
  const username = cleanUsername(value)
  const fault = usernameFault(username)
  const settled = useSettled(username, pauseMs)
  const asks = username !== own && fault === null && settled === username
  const check = useQuery({ ...usernameQuery(username), enabled: asks })
  const free = asks && check.isSuccess && check.data === null

  // Too short is said only when it is sent: everybody's is while they type.
  const early = fault === 'bad_characters' || fault === 'too_long' ? fault : null
  const why = error ?? early ?? (asks ? check.data : null)
  return (
    <div className="relative">
      <Field
        label={t('signIn.username')}
        hint={free ? t('signIn.username.free') : (hint ?? t('signIn.username.rules'))}
        error={why ? problem(why) : undefined}
      >
        {(control) => (
          <span className="relative">
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0 left-4 grid place-content-center font-bold text-ink-3"
            >
              {'@'}
            </span>
            <TextInput
              {...control}
              ref={ref}
              name="username"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              className="pr-11 pl-9"
            />
            {free && (
              <Check
                className="pointer-events-none absolute top-3.5 right-4 size-5 text-success"
                aria-hidden
              />
            )}
          </span>
        )}
      </Field>
      <p role="status" className="sr-only">
        {free && t('signIn.username.free')}
      </p>
    </div>
  )
}
