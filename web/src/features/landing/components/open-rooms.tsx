import type { Schemas } from '@/lib/api/client'
import { useT } from '@/lib/i18n/use-t'
import { OpenRoomCard } from './open-room-card'

/** Public rooms that anybody can walk into; nothing at all where there are none. */
export function OpenRooms({ rooms }: { rooms: readonly Schemas['OpenRoom'][] }) {
  const { t } = useT()
  if (rooms.length === 0) return null
  return (
    <section aria-labelledby="open-rooms" className="mx-auto w-full max-w-6xl px-4 pb-20 sm:px-6">
      <h2 id="open-rooms" className="text-3xl tracking-[-.03em]">
        {t('landing.open.title')}
      </h2>
      <ul className="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {rooms.map((open) => (
          <OpenRoomCard key={open.room.id} {...open} />
        ))}
      </ul>
    </section>
  )
}
