import type { Segment } from '@api/events'
import { useState } from 'react'
import { useMe } from '@/features/rooms/hooks/use-room'
import { useT } from '@/lib/i18n/use-t'
import { ProposeButton } from './propose-button'
import { SegmentWish } from './segment-wish'

/** A guest's way to another name, length or kind of a segment. */
export function ProposeChange({ segment }: { segment: Segment }) {
  const { t } = useT()
  const muted = useMe()?.muted ?? false
  const [open, setOpen] = useState(false)
  if (muted) return <p className="text-sm font-semibold text-ink-2">{t('proposals.muted')}</p>
  if (!open)
    return <ProposeButton onClick={() => setOpen(true)}>{t('proposals.change')}</ProposeButton>
  return (
    <SegmentWish
      label={t('proposals.change')}
      segment={segment}
      className="w-full"
      onClose={() => setOpen(false)}
    />
  )
}
