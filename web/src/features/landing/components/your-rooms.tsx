import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { forgetAllRooms, useKnownRooms, type KnownRoom } from '@/features/rooms/lib/known-rooms'
import { useT } from '@/lib/i18n/use-t'
import { useRoomStates } from '../hooks/use-room-states'
import '../room-lists-texts'
import { YourRoomCard } from './your-room-card'

const shownAtFirst = 6
const none: readonly KnownRoom[] = []

/** Rooms this browser has been in, favourites first; nothing where there are none. */
export default function YourRooms() {
  const { t } = useT()
  const known = useKnownRooms()
  const [all, setAll] = useState(false)
  const rooms = known.length === 0 ? none : all ? known : known.slice(0, shownAtFirst)
  const states = useRoomStates(rooms.filter(({ gone }) => !gone).map(({ code }) => code))
  if (rooms.length === 0) return null
  return (
    <section aria-labelledby="your-rooms" className="mx-auto w-full max-w-6xl px-4 pb-20 sm:px-6">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="your-rooms" className="text-3xl tracking-[-.03em]">
          {t('landing.yours.title')}
        </h2>
        <Button variant="ghost" onClick={forgetAllRooms}>
          {t('landing.yours.clear')}
        </Button>
      </div>
      <p className="mt-1 text-sm text-ink-2">{t('landing.yours.hint')}</p>
      <ul className="mt-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {rooms.map((room) => (
          <YourRoomCard key={room.code} room={room} state={states.get(room.code)} />
        ))}
      </ul>
      {known.length > shownAtFirst && (
        <Button variant="outline" className="mt-5" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('landing.yours.fewer') : t('landing.yours.all', { count: known.length })}
        </Button>
      )}
    </section>
  )
}
