import { cn } from '@/lib/cn'

/** Stands where something will be; give it that thing's size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('anim-pulse block rounded-md bg-surface-3', className)} />
}
