import { cn } from '@/lib/cn'
import { avatarTint, initials } from '@/lib/avatar'

interface AvatarProps {
  name: string
  /** Pixels: `sm` 32, `md` 44, `lg` 56. */
  size?: 'sm' | 'md' | 'lg'
  className?: string
}

const sizes = { sm: 'size-8 text-sm', md: 'size-11 text-lg', lg: 'size-14 text-xl' }

/**
 * A round pastel with initials, always the same for the same name. Decorative: write the name beside it. The initials
 * are no text of the page, else the label of a button around them would have to say them.
 */
export function Avatar({ name, size = 'md', className }: AvatarProps) {
  const tint = avatarTint(name)
  return (
    <span
      aria-hidden
      data-initials={initials(name)}
      className={cn(
        'inline-grid shrink-0 place-content-center rounded-full leading-none font-extrabold select-none before:content-[attr(data-initials)]',
        sizes[size],
        className,
      )}
      style={{
        background: `linear-gradient(160deg, ${tint.light}, ${tint.deep})`,
        color: tint.ink,
      }}
    />
  )
}
