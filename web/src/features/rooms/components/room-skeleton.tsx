import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useChatOpen } from '../chat/use-chat-open'

/** The room's outline while it is being joined: everything stands where it will be. */
export function RoomSkeleton() {
  const { t } = useT()
  const [chatOpen] = useChatOpen()
  return (
    <div className="glow-bg flex min-h-dvh flex-col" aria-busy>
      <header className="flex h-16 items-center gap-3 px-4 sm:px-6">
        <Skeleton className="size-9 rounded-full" />
        <Skeleton className="h-5 w-40" />
        <Skeleton className="ml-auto size-11 rounded-full" />
      </header>
      <div
        className={cn(
          'grid flex-1 gap-4 max-[1099.9px]:grid-cols-[minmax(0,1fr)] min-[1100px]:px-4',
          chatOpen
            ? 'min-[1100px]:grid-cols-[20rem_minmax(0,1fr)_20rem]'
            : 'min-[1100px]:grid-cols-[minmax(0,1fr)_20rem]',
        )}
      >
        {chatOpen && (
          <Skeleton className="hidden h-[calc(100dvh-5rem)] rounded-lg min-[1100px]:block" />
        )}
        <main
          id="main"
          tabIndex={-1}
          className="flex flex-col items-center justify-center gap-4 px-4 pt-9 pb-28 [@media(height<60rem)]:gap-3 [@media(height<60rem)]:pt-5 [@media(height<40rem)]:pb-6"
        >
          <h1 role="status" className="sr-only">
            {t('room.loading')}
          </h1>
          <Skeleton className="aspect-square w-[min(26rem,78vw,45dvh)] min-w-56 rounded-full" />
          <Skeleton className="h-6 w-36 rounded-full" />
          <Skeleton className="h-11 w-56 rounded-full" />
          <Skeleton className="h-14 w-38 rounded-full" />
          <span aria-hidden className="flex gap-6">
            <Skeleton className="size-12 rounded-full" />
            <Skeleton className="size-12 rounded-full" />
            <Skeleton className="size-12 rounded-full" />
          </span>
        </main>
        <Skeleton className="hidden h-[calc(100dvh-5rem)] rounded-lg min-[1100px]:block" />
      </div>
    </div>
  )
}
