import { cn } from '@/lib/cn'
import { avatarTint, initials } from '@/lib/avatar'

interface AvatarProps {
  name: string
  /** The person's own picture, where they have one. */
  src?: string | null
  /** Pixels: `sm` 32, `md` 44, `lg` 56, `xl` 92. */
  size?: 'sm' | 'md' | 'lg' | 'xl'
  className?: string
}

const sizes = {
  sm: 'size-8 text-sm',
  md: 'size-11 text-lg',
  lg: 'size-14 text-xl',
  xl: 'size-23 text-4xl',
}

/**
 * A person's picture, or a round pastel with initials, always the same for the same name. Decorative: write the name
 * beside it. The initials are no text of the page, else the label of a button around them would have to say them.
 */
export function Avatar({ name, src, size = 'md', className }: AvatarProps) {
  if (src) {
    return (
      <img
        src={src}
        alt=""
        className={cn('inline-block shrink-0 rounded-full object-cover', sizes[size], className)}
      />
    )
  }
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
