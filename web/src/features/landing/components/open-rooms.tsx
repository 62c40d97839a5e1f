import { use, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { useT } from '@/lib/i18n/use-t'
import { useOpenRooms } from '../hooks/use-open-rooms'
import type { OpenRoom } from '../lib/open-rooms'
import '../room-lists-texts'
import { OpenRoomCard } from './open-room-card'

const none: readonly OpenRoom[] = []

/** Public rooms that anybody can walk into; nothing at all where there are none. */
export default function OpenRooms({ first }: { first: Promise<readonly OpenRoom[] | null> }) {
  const { t } = useT()
  const place = useRef<HTMLDivElement>(null)
  const { rooms, waiting, showAll } = useOpenRooms(use(first) ?? none, place)
  return (
    <div ref={place}>
      {rooms.length > 0 && (
        <section
          aria-labelledby="open-rooms"
          className="mx-auto w-full max-w-6xl px-4 pb-20 sm:px-6"
        >
          <div className="flex min-h-11 items-center justify-between gap-4">
            <h2 id="open-rooms" className="text-3xl tracking-[-.03em]">
              {t('landing.open.title')}
            </h2>
            {waiting > 0 && (
              <Button variant="soft" onClick={showAll}>
                {t('landing.open.more', { count: waiting })}
              </Button>
            )}
          </div>
          <ul className="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {rooms.map((open) => (
              <OpenRoomCard key={open.room.id} {...open} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
