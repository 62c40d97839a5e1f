import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { Tomato } from '@/components/ui/tomato'
import { Wordmark } from '@/components/ui/wordmark'
import { cn } from '@/lib/cn'

/**
 * Where everything of a room will stand. Without a `title` for assistive technology it is only a picture: the build puts
 * that into the page, for before our code is there (app/outlines.tsx).
 */
export function RoomOutline({ chatOpen, title }: { chatOpen: boolean; title?: ReactNode }) {
  const Middle = title ? 'main' : 'div'
  return (
    <div className="glow-bg flex min-h-dvh flex-col">
      <header className="flex h-16 items-center gap-3 px-4 sm:px-6">
        <span className="hidden lg:block">
          <Wordmark />
        </span>
        <Tomato size={36} className="lg:hidden" />
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
        <Middle
          {...(title ? { id: 'main', tabIndex: -1 } : {})}
          className="flex flex-col items-center justify-center gap-4 px-4 pt-9 pb-28 [@media(height<60rem)]:gap-3 [@media(height<60rem)]:pt-5 [@media(height<40rem)]:pb-6"
        >
          {title}
          <Skeleton className="aspect-square w-[min(26rem,78vw,45dvh)] min-w-56 rounded-full" />
          <Skeleton className="h-6 w-36 rounded-full" />
          <Skeleton className="h-11 w-56 rounded-full" />
          <Skeleton className="h-14 w-38 rounded-full" />
          <span aria-hidden className="flex gap-6">
            <Skeleton className="size-12 rounded-full" />
            <Skeleton className="size-12 rounded-full" />
            <Skeleton className="size-12 rounded-full" />
          </span>
        </Middle>
        <Skeleton className="hidden h-[calc(100dvh-5rem)] rounded-lg min-[1100px]:block" />
      </div>
    </div>
  )
}
