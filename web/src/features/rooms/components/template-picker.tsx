import { intervals } from '@/features/you/lib/intervals'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { useRoomActions } from '../hooks/use-room'
import { templateSegments, type TemplateName } from '../lib/queue-edits'
import { SegmentIcon } from './segment-icon'

/** Ready-made queues. Choosing one replaces the queue. */
export default function TemplatePicker({ onChosen }: { onChosen?: () => void }) {
  const { t } = useT()
  const actions = useRoomActions()
  const times = useRemembered(intervals)
  const templates: { name: TemplateName; title: string; text: string }[] = [
    {
      name: 'classic',
      title: t('room.template.classic'),
      text: t('room.template.classicText', { focus: times.focus, rest: times.break }),
    },
    {
      name: 'fifty_ten',
      title: t('room.template.fiftyTen'),
      text: t('room.template.fiftyTenText'),
    },
    { name: 'sprint', title: t('room.template.sprint'), text: t('room.template.sprintText') },
  ]
  return (
    <ul className="flex flex-col gap-2">
      {templates.map(({ name, title, text }) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => {
              void actions.replaceQueue(templateSegments(name, times))
              onChosen?.()
            }}
            className="flex w-full items-center gap-3 rounded-md border border-line bg-surface p-2 pr-4 text-left hover:border-line-strong hover:bg-surface-2"
          >
            <SegmentIcon kind="focus" />
            <span className="min-w-0">
              <span className="block font-bold text-ink">{title}</span>
              <span className="block text-sm font-semibold text-ink-2">{text}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
