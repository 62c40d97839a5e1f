import type { Template, Visibility } from '@api/events'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { TextInput } from '@/components/ui/text-input'
import { ThemeSwatches } from '@/components/ui/theme-swatches'
import { NameField } from '@/features/guests/components/name-field'
import { nameFault, rememberedName, type NameFault } from '@/features/guests/lib/display-name'
import { intervals, isUsual } from '@/features/you/lib/intervals'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { followRoomThemes, handThemeOver, ownTheme, useBorrowedTheme } from '@/lib/themes'
import { useCreateRoom } from '../api/create-room'
import { segmentsOf } from '../lib/templates'
import { TemplateChoice } from './template-choice'
import { VisibilityChoice } from './visibility-choice'

const maxRoomNameLength = 60

/** Everything about a new room; only the host's name is required. The theme shows on the page at once. */
export function CreateForm() {
  const { t } = useT()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const createRoom = useCreateRoom()
  const nameInput = useRef<HTMLInputElement>(null)
  const [displayName, setDisplayName] = useState(rememberedName)
  const [fault, setFault] = useState<NameFault | null>(null)
  const [roomName, setRoomName] = useState('')
  const [template, setTemplate] = useState<Template>('classic')
  const [visibility, setVisibility] = useState<Visibility>('link')
  const [theme, setTheme] = useState(ownTheme)
  useBorrowedTheme(theme)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = nameFault(displayName)
    setFault(found)
    if (found) return nameInput.current?.focus()
    const times = intervals.get()
    const plan =
      template === 'classic' && !isUsual(times)
        ? { segments: segmentsOf(template, times) }
        : { template }
    createRoom.mutate(
      { displayName, roomName, theme, visibility, ...plan },
      {
        onSuccess: ({ room }) => {
          // Who gives a room another look than their own wants to see it.
          if (theme !== ownTheme()) followRoomThemes()
          handThemeOver()
          void navigate({ to: '/room/$code', params: { code: room.code } })
        },
      },
    )
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        <NameField
          ref={nameInput}
          value={displayName}
          fault={fault}
          onChange={(name) => {
            setDisplayName(name)
            if (fault) setFault(nameFault(name))
          }}
        />
        <Field label={t('create.roomName')} note={t('ui.optional')}>
          {(control) => (
            <TextInput
              {...control}
              name="roomName"
              autoComplete="off"
              maxLength={maxRoomNameLength}
              placeholder={t('create.roomNamePlaceholder')}
              value={roomName}
              onChange={(event) => setRoomName(event.target.value)}
            />
          )}
        </Field>
      </div>
      <TemplateChoice value={template} onChange={setTemplate} />
      <ThemeSwatches named legend={t('ui.vibe')} value={theme} onChange={setTheme} />
      <VisibilityChoice value={visibility} onChange={setVisibility} />
      <div className="flex flex-col">
        <FormError>{createRoom.error && problemText(createRoom.error)}</FormError>
        <Button type="submit" size="lg" busy={createRoom.isPending || createRoom.isSuccess}>
          {t('create.submit')}
        </Button>
      </div>
    </form>
  )
}
