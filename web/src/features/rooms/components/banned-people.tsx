import { useInfiniteQuery } from '@tanstack/react-query'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { useT } from '@/lib/i18n/use-t'
import { bansQuery } from '../api/get-bans'
import { useRoomActions, useRoomSession } from '../hooks/use-room'

/** Who may not come back, and the way to let them; nothing where there is nobody. */
export function BannedPeople() {
  const { t } = useT()
  const { code } = useRoomSession()
  const actions = useRoomActions()
  const bans = useInfiniteQuery(bansQuery(code))
  const people = bans.data?.pages.flatMap((page) => page.items) ?? []
  if (people.length === 0) return null

  const allow = async (memberId: string) => {
    await actions.unban(memberId)
    await bans.refetch()
  }
  return (
    <section aria-labelledby="banned-people" className="mt-6 border-t border-line pt-5">
      <h3 id="banned-people" className="text-base">
        {t('room.bans')}
      </h3>
      <ul className="mt-2 flex flex-col">
        {people.map(({ memberId, displayName }) => (
          <li key={memberId} className="flex min-h-13 items-center gap-3">
            <Avatar name={displayName} size="sm" />
            <span className="min-w-0 flex-1 truncate font-bold">{displayName}</span>
            <Button
              variant="outline"
              size="sm"
              aria-label={t('room.bans.allowName', { name: displayName })}
              onClick={() => void allow(memberId)}
            >
              {t('room.bans.allow')}
            </Button>
          </li>
        ))}
      </ul>
      {bans.hasNextPage && (
        <Button
          variant="ghost"
          busy={bans.isFetchingNextPage}
          onClick={() => void bans.fetchNextPage()}
        >
          {t('room.members.more')}
        </Button>
      )}
    </section>
  )
}
