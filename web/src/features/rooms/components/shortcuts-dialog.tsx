import { Dialog } from '@/components/ui/dialog'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost } from '../hooks/use-room'

/** The keys, for whoever presses "?". */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const isHost = useIsHost()
  const forHost = [
    { keys: [t('room.key.space')], text: t('room.shortcut.play') },
    { keys: ['S'], text: t('room.skip') },
    { keys: ['+', '−'], text: t('room.shortcut.adjust') },
  ]
  const forAll = [
    { keys: ['Q'], text: t('room.shortcut.queue') },
    { keys: ['I'], text: t('room.shortcut.invite') },
    { keys: ['?'], text: t('room.shortcut.help') },
  ]
  return (
    <Dialog open onClose={onClose} title={t('room.shortcuts')}>
      <dl className="flex flex-col">
        {[...(isHost ? forHost : []), ...forAll].map(({ keys, text }) => (
          <div
            key={text}
            className="flex min-h-12 items-center justify-between gap-4 border-b border-line last:border-0"
          >
            <dt className="font-semibold">{text}</dt>
            <dd className="flex gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="grid h-8 min-w-8 place-content-center rounded-sm border border-b-2 border-line-strong bg-surface-2 px-2 font-sans text-sm font-bold"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
