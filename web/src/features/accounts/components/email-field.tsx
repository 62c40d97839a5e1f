import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useT } from '@/lib/i18n/use-t'
import type { EmailFault } from '../lib/email'

interface EmailFieldProps {
  value: string
  onChange: (email: string) => void
  fault: EmailFault | null
  autoFocus?: boolean
}

export function EmailField({ value, onChange, fault, autoFocus }: EmailFieldProps) {
  const { t } = useT()
  const errors = { required: t('signIn.emailRequired'), shape: t('signIn.emailShape') }
  return (
    <Field label={t('signIn.email')} error={fault ? errors[fault] : undefined}>
      {(control) => (
        <TextInput
          {...control}
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={autoFocus}
          placeholder={t('signIn.emailExample')}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
