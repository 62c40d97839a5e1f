import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { TextArea } from '@/components/ui/text-area'
import { useChangeMe, type Me } from '@/features/accounts/api/me'
import { TimeZoneField } from '@/features/accounts/components/time-zone-field'
import { UsernameField } from '@/features/accounts/components/username-field'
import { useAccountProblemText } from '@/features/accounts/lib/account-problem'
import { localTimeZone } from '@/features/accounts/lib/time-zones'
import { cleanUsername, usernameFault } from '@/features/accounts/lib/usernames'
import { usernameRefusal } from '@/features/accounts/lib/username-refusal'
import { NameField } from '@/features/guests/components/name-field'
import { cleanName, nameFault, rememberName } from '@/features/guests/lib/display-name'
import { Problem } from '@/lib/api/problem'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { cleanLinks } from '../lib/links'
import { LinksField } from './links-field'

const maxBio = 300

/** How this person is called, found and introduced. */
export function ProfileForm({ me }: { me: Me }) {
  const { t, locale } = useT()
  const problemText = useAccountProblemText()
  const change = useChangeMe()
  const [displayName, setDisplayName] = useState(me.displayName)
  const [username, setUsername] = useState(me.username ?? '')
  const [bio, setBio] = useState(me.bio)
  const [links, setLinks] = useState<readonly string[]>(me.links)
  const [timeZone, setTimeZone] = useState(me.timeZone ?? localTimeZone())
  const [checked, setChecked] = useState(false)

  const name = cleanUsername(username)
  const badName = checked ? nameFault(displayName) : null
  const badUsername = checked ? (usernameFault(name) ?? undefined) : undefined
  const bioLeft = maxBio - [...bio].length
  const refusedFields = change.error instanceof Problem ? change.error.fields : {}
  const isFieldError = usernameRefusal(change.error) || 'links' in refusedFields

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (nameFault(displayName) || usernameFault(name) || bioLeft < 0) return
    change.mutate(
      {
        displayName: cleanName(displayName),
        ...(name !== me.username && { username: name }),
        bio,
        links: cleanLinks(links),
        timeZone,
      },
      {
        onSuccess: (saved) => {
          rememberName(saved.displayName)
          setLinks(saved.links)
          toast(t('settings.saved'), 'success')
        },
      },
    )
  }
  const changeable = me.usernameChangeableAt ?? 0
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(changeable)
  const [now] = useState(() => Date.now())
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        <NameField value={displayName} fault={badName} onChange={setDisplayName} />
        <UsernameField
          value={username}
          own={me.username}
          error={badUsername ?? usernameRefusal(change.error)}
          hint={changeable > now ? t('settings.usernameFrom', { day }) : t('settings.usernameHint')}
          onChange={(typed) => {
            setUsername(typed)
            change.reset()
          }}
        />
      </div>
      <Field
        label={t('settings.bio')}
        note={t('ui.optional')}
        hint={t('settings.bioLeft', { left: bioLeft })}
        error={bioLeft < 0 ? t('settings.bioLeft', { left: bioLeft }) : undefined}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            value={bio}
            placeholder={t('settings.bioExample')}
            onChange={(event) => setBio(event.target.value)}
          />
        )}
      </Field>
      <LinksField links={links} onChange={setLinks} refused={refusedFields} />
      <TimeZoneField value={timeZone} onChange={setTimeZone} />
      <div>
        <FormError>{change.error && !isFieldError ? problemText(change.error) : null}</FormError>
        <Button type="submit" busy={change.isPending}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  )
}
