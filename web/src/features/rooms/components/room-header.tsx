import {
  Bug,
  Check,
  Copy,
  DoorOpen,
  Keyboard,
  Palette,
  SlidersHorizontal,
  Star,
  UserPlus,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useAccountItems } from '@/components/layout/use-account-items'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { LanguageSwitch } from '@/components/ui/language-switch'
import { Menu } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import { Tomato } from '@/components/ui/tomato'
import { Wordmark } from '@/components/ui/wordmark'
import { MuteButton } from '@/features/alerts/components/mute-button'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { knownAccount } from '@/lib/known-account'
import { useRemembered } from '@/lib/remembered-value'
import { useMe, useRoom } from '../hooks/use-room'
import { setFavourite, useKnownRooms } from '../lib/known-rooms'
import { copyText } from '../lib/share'
import type { RoomDialogName } from './room-dialogs'

const ThemeChoice = lazy(() =>
  import('@/features/you/components/theme-choice').then((module) => ({
    default: module.ThemeChoice,
  })),
)

interface RoomHeaderProps {
  onOpen: (dialog: RoomDialogName) => void
}

/** Where we are, who we are, and how others get here. */
export function RoomHeader({ onOpen }: RoomHeaderProps) {
  const { t } = useT()
  const room = useRoom()
  return (
    <header className="relative z-20 flex h-16 items-center gap-2 px-4 sm:gap-3 sm:px-6">
      <button
        type="button"
        onClick={() => onOpen('leave')}
        className="-ml-1 shrink-0 rounded-full p-1"
      >
        <span className="hidden lg:block">
          <Wordmark />
        </span>
        <Tomato size={36} className="lg:hidden" />
        <span className="sr-only">{t('room.leave')}</span>
      </button>
      <p className="min-w-0 flex-1 truncate border-line text-lg font-extrabold tracking-[-.018em] lg:ml-1 lg:border-l lg:pl-4">
        {room.name ?? t('room.unnamed')}
      </p>
      <StarButton />
      <CodeButton />
      <Button variant="soft" className="max-sm:hidden" onClick={() => onOpen('invite')}>
        <UserPlus className="size-4.5" aria-hidden />
        {t('room.invite')}
      </Button>
      <IconButton
        label={t('room.invite')}
        variant="soft"
        className="sm:hidden"
        onClick={() => onOpen('invite')}
      >
        <UserPlus className="size-5" aria-hidden />
      </IconButton>
      <MuteButton />
      <LookButton />
      <MeButton onOpen={onOpen} />
    </header>
  )
}

/** Keeps the room at hand on the start page of this browser. */
function StarButton() {
  const { t } = useT()
  const { code } = useRoom()
  const starred = useIsFavourite(code)
  return (
    <IconButton
      label={t('room.favourite')}
      aria-pressed={starred}
      className="max-sm:hidden"
      onClick={() => setFavourite(code, !starred)}
    >
      <Star className={cn('size-5', starred && 'fill-current text-warning')} aria-hidden />
    </IconButton>
  )
}

function useIsFavourite(code: string): boolean {
  return useKnownRooms().some((known) => known.code === code && known.favourite)
}

function CodeButton() {
  const { t } = useT()
  const { code } = useRoom()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    setCopied(await copyText(code))
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <button
      type="button"
      title={t('room.copyCode')}
      onClick={() => void copy()}
      className="hidden min-h-11 items-center gap-2 rounded-full border border-line bg-surface px-4 text-sm font-bold text-ink hover:bg-surface-2 md:inline-flex"
    >
      <span translate="no">{code}</span>
      {copied ? (
        <Check className="size-4 text-success" aria-hidden />
      ) : (
        <Copy className="size-4 text-ink-2" aria-hidden />
      )}
      <span role="status" className="sr-only">
        {copied ? t('room.copied') : t('room.copyCode')}
      </span>
    </button>
  )
}

/** On the narrowest phones only the person's own settings have it. */
function LookButton() {
  const { t } = useT()
  return (
    <Popover
      label={t('room.look')}
      trigger={(trigger) => (
        <IconButton {...trigger} label={t('room.look')} className="max-[23rem]:hidden">
          <Palette className="size-5" aria-hidden />
        </IconButton>
      )}
    >
      <Suspense fallback={<Skeleton className="h-40 w-64 max-w-full rounded-md" />}>
        <ThemeChoice />
      </Suspense>
      <div className="mt-1 border-t border-line pt-1">
        <LanguageSwitch />
      </div>
    </Popover>
  )
}

function MeButton({ onOpen }: RoomHeaderProps) {
  const { t } = useT()
  const name = useMe()?.displayName ?? ''
  const account = useRemembered(knownAccount)
  const accountItems = useAccountItems(account)
  const { code } = useRoom()
  const starred = useIsFavourite(code)
  return (
    <Menu
      label={t('room.me', { name })}
      items={[
        {
          id: 'you',
          label: t('room.you'),
          icon: <SlidersHorizontal className="size-4.5" aria-hidden />,
          onSelect: () => onOpen('you'),
        },
        {
          id: 'shortcuts',
          label: t('room.shortcuts'),
          icon: <Keyboard className="size-4.5" aria-hidden />,
          onSelect: () => onOpen('shortcuts'),
        },
        {
          id: 'favourite',
          label: starred ? t('room.favourite.remove') : t('room.favourite.add'),
          icon: <Star className="size-4.5" aria-hidden />,
          onSelect: () => setFavourite(code, !starred),
        },
        {
          id: 'report',
          label: t('report.open'),
          icon: <Bug className="size-4.5" aria-hidden />,
          onSelect: () => onOpen('report'),
        },
        {
          id: 'leave',
          label: t('room.leave'),
          icon: <DoorOpen className="size-4.5" aria-hidden />,
          onSelect: () => onOpen('leave'),
        },
        ...accountItems,
      ]}
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t('room.me', { name })}
          className="rounded-full"
        >
          <Avatar name={name} src={account?.avatarUrl} />
        </button>
      )}
    />
  )
}
