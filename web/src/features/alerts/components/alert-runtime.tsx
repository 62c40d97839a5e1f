import { useEffect, useRef } from 'react'
import { useRoomSession, useTimer } from '@/features/rooms/hooks/use-room'
import { useSegmentLabel } from '@/features/rooms/hooks/use-segment-label'
import { formatTimeOfDay } from '@/features/rooms/lib/predictions'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { toast } from '@/lib/toast'
import { AlertEngine, type AlertWords } from '../lib/engine'
import { useNotices } from '../lib/notices'
import { alertPreferences } from '../lib/preferences'
import type { RunEnd } from '../lib/run-end'
import { AlertFlash } from './alert-flash'
import '../texts'

/** Runs the alert engine beside the room, in the reader's language. */
export function AlertRuntime() {
  const { t, locale } = useT()
  const { store, clock } = useRoomSession()
  const wordsOf = useAlertWords()
  const onMissed = ({ segment, at }: RunEnd) =>
    toast(t('alerts.missed', { label: segment.label, time: formatTimeOfDay(at, locale) }))
  const latest = useRef({ wordsOf, onMissed })
  useEffect(() => {
    latest.current = { wordsOf, onMissed }
  })
  useLockedHint()

  useEffect(() => {
    const engine = new AlertEngine({
      now: () => clock.now(),
      wordsOf: (end) => latest.current.wordsOf(end),
      onMissed: (end) => latest.current.onMissed(end),
    })
    engine.see(store.getState())
    const unsubscribe = store.subscribe((state) => engine.see(state))
    return () => {
      unsubscribe()
      engine.stop()
    }
  }, [store, clock])

  return <AlertFlash />
}

function useAlertWords(): (end: RunEnd) => AlertWords {
  const { t } = useT()
  const labelOf = useSegmentLabel()
  return ({ segment, next, goesOn }) => {
    const title = t('alerts.over', { label: labelOf(segment) })
    if (!next) return { title, body: t('alerts.allOver') }
    const facts = { label: labelOf(next), minutes: Math.round(next.durationSec / 60) }
    return { title, body: goesOn ? t('alerts.goesOn', facts) : t('alerts.waits', facts) }
  }
}

/** Says once that the browser wants a touch before it lets a sound through. */
function useLockedHint(): void {
  const { t } = useT()
  const { muted } = useRemembered(alertPreferences)
  const running = useTimer().status === 'running'
  const due = useNotices((notices) => notices.locked) && running && !muted
  const said = useRef(false)
  useEffect(() => {
    if (!due || said.current) return
    const soon = setTimeout(() => {
      said.current = true
      toast(t('alerts.locked'))
    }, 1_000)
    return () => clearTimeout(soon)
  }, [due, t])
}
