import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { SelectInput } from '@/components/ui/select-input'
import { useT } from '@/lib/i18n/use-t'
import { timeZones } from '../lib/time-zones'

interface TimeZoneFieldProps {
  value: string
  onChange: (timeZone: string) => void
}

/** Where somebody's days begin and end. */
export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const { t } = useT()
  const [zones] = useState(() => timeZones(value))
  return (
    <Field label={t('signIn.timeZone')} hint={t('signIn.timeZoneHint')}>
      {(control) => (
        <SelectInput
          {...control}
          name="timeZone"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
}
