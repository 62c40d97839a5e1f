import { Dialog } from '@/components/ui/dialog'
import { useT } from '@/lib/i18n/use-t'
import '@/features/you/texts'
import { useIsHost } from '../hooks/use-room'
import { shortcuts, type ShortcutId } from '../lib/shortcuts'

/** The keys, for whoever presses "?". */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const isHost = useIsHost()
  const texts: Record<ShortcutId, string> = {
    play: t('keys.play'),
    skip: t('room.skip'),
    more: t('keys.more'),
    less: t('keys.less'),
    chat: t('keys.chat'),
    queue: t('keys.queue'),
    board: t('keys.board'),
    focus: t('keys.focus'),
    mute: t('keys.mute'),
    invite: t('keys.invite'),
    history: t('room.history'),
    you: t('you.title'),
    shortcuts: t('keys.help'),
  }
  const nameOf = (key: string) => (key === ' ' ? t('keys.space') : key.toUpperCase())
  return (
    <Dialog open onClose={onClose} title={t('room.shortcuts')}>
      <dl className="flex flex-col">
        {shortcuts
          .filter((shortcut) => isHost || !('hostOnly' in shortcut))
          .map(({ id, keys }) => (
            <div
              key={id}
              className="flex min-h-12 items-center justify-between gap-4 border-b border-line last:border-0"
            >
              <dt className="font-semibold">{texts[id]}</dt>
              <dd>
                <kbd className="grid h-8 min-w-8 place-content-center rounded-sm border border-b-2 border-line-strong bg-surface-2 px-2 font-sans text-sm font-bold">
                  {nameOf(keys[0])}
                </kbd>
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  )
}
