import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { MinutesField } from '@/features/rooms/components/minutes-field'
import { useKindNames } from '@/features/rooms/hooks/use-kind-names'
import { maxMinutes, minMinutes } from '@/features/rooms/lib/queue-edits'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { intervals, isUsual, usualIntervals } from '../lib/intervals'

const kinds = ['focus', 'break', 'long_break'] as const

/** How long this person likes their segments; used whenever they add one. */
export function IntervalSettings() {
  const { t } = useT()
  const names = useKindNames()
  const times = useRemembered(intervals)
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-2">{t('you.times.text')}</p>
      <div className="grid grid-cols-3 gap-3">
        {kinds.map((kind) => (
          <KindMinutes
            // What came from another tab takes the place of a draft.
            key={`${kind} ${times[kind]}`}
            label={names[kind]}
            value={times[kind]}
            onChange={(minutes) => intervals.set({ ...intervals.get(), [kind]: minutes })}
          />
        ))}
      </div>
      <p className="text-sm text-ink-3">
        {t('you.times.limits', { min: minMinutes, max: maxMinutes })}
      </p>
      {!isUsual(times) && (
        <Button
          variant="outline"
          className="self-start"
          onClick={() => intervals.set(usualIntervals)}
        >
          {t('you.times.usual')}
        </Button>
      )}
    </div>
  )
}

interface KindMinutesProps {
  label: string
  value: number
  onChange: (minutes: number) => void
}

function KindMinutes({ label, value, onChange }: KindMinutesProps) {
  const [draft, setDraft] = useState(String(value))
  return (
    <MinutesField
      label={label}
      className="justify-end"
      text={draft}
      fallback={value}
      onType={setDraft}
      onDone={(minutes) => {
        if (minutes !== value) onChange(minutes)
      }}
    />
  )
}
