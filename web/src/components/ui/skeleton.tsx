import { cn } from '@/lib/cn'

/** Stands where something will be; give it that thing's size, and its roundness where that is another. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('skeleton anim-pulse', className)} />
}
