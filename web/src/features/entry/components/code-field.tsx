import type { RefObject } from 'react'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useT } from '@/lib/i18n/use-t'
import { useRoomActivity } from '../hooks/use-room-activity'
import { useRoomPreview } from '../hooks/use-room-preview'
import { parseRoomCode } from '@/lib/room-code'

interface CodeFieldProps {
  value: string
  onChange: (code: string) => void
  error: string | undefined
  autoFocus?: boolean
  ref?: RefObject<HTMLInputElement | null>
}

/** The code in any case, with or without its prefix; a whole invite link may be pasted, too. */
export function CodeField({ value, onChange, error, autoFocus, ref }: CodeFieldProps) {
  const { t } = useT()
  const { data } = useRoomPreview(parseRoomCode(value))
  const activity = useRoomActivity(data)
  const found = data && activity ? `${data.room.name ?? data.room.code}: ${activity}` : undefined
  return (
    <Field label={t('join.code')} error={error} hint={found ?? t('join.codeHint')}>
      {(control) => (
        <TextInput
          {...control}
          ref={ref}
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus={autoFocus}
          placeholder={t('join.codePlaceholder')}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="tracking-wide"
        />
      )}
    </Field>
  )
}
