import type { RefObject } from 'react'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useT } from '@/lib/i18n/use-t'
import { maxNameLength, type NameFault } from '../lib/display-name'

interface NameFieldProps {
  value: string
  onChange: (name: string) => void
  fault: NameFault | null
  autoFocus?: boolean
  ref?: RefObject<HTMLInputElement | null>
}

/** "Your name", as the others in the room will read it. */
export function NameField({ value, onChange, fault, autoFocus, ref }: NameFieldProps) {
  const { t } = useT()
  const errors = {
    required: t('guest.nameRequired'),
    too_long: t('guest.nameTooLong', { max: maxNameLength }),
  }
  return (
    <Field label={t('guest.name')} error={fault ? errors[fault] : undefined}>
      {(control) => (
        <TextInput
          {...control}
          ref={ref}
          name="displayName"
          autoComplete="nickname"
          autoFocus={autoFocus}
          placeholder={t('guest.namePlaceholder')}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
