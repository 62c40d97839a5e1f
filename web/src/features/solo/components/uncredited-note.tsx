import { CloudOff } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { useT } from '@/lib/i18n/use-t'
import type { SoloSession } from '../solo-session'

/** Says once, back with the server, that time without it does not count (F12). Lies over the page, so nothing moves. */
export function UncreditedNote({ solo }: { solo: SoloSession }) {
  const { t } = useT()
  const ms = useStore(solo.uncredited, (state) => state.ms)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center px-4"
    >
      {ms !== null && (
        <p className="anim-rise pointer-events-auto flex items-center gap-2.5 rounded-full border border-line bg-surface py-1 pr-1 pl-4 text-sm font-bold shadow-3">
          <CloudOff className="size-4.5 shrink-0 text-ink-2" aria-hidden />
          {t('solo.uncredited', { minutes: Math.round(ms / 60_000) })}
          <Button variant="ghost" onClick={() => solo.uncredited.setState({ ms: null })}>
            {t('solo.dismiss')}
          </Button>
        </p>
      )}
    </div>
  )
}
