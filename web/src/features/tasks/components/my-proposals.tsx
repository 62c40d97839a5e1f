import type { Proposal, ProposalStatus } from '@api/events'
import { Check, Clock, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useMe } from '@/features/rooms/hooks/use-room'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useProposals } from '../lib/use-tasks'
import { Changes, useProposalFacts } from './proposal-facts'
import { SegmentWish } from './segment-wish'

/** For everybody but the host: asking for a segment, and what became of what they asked for. */
export function MyProposals() {
  const { t } = useT()
  const muted = useMe()?.muted ?? false
  const mine = useProposals().toReversed()
  const [open, setOpen] = useState(false)
  return (
    <section aria-label={t('proposals.title')} className="flex flex-col gap-3 text-left">
      {muted ? (
        <p className="text-center text-sm font-semibold text-ink-2">{t('proposals.muted')}</p>
      ) : open ? (
        <SegmentWish label={t('proposals.add')} onClose={() => setOpen(false)} />
      ) : (
        <Button variant="soft" onClick={() => setOpen(true)}>
          <Plus className="size-4.5" aria-hidden />
          {t('proposals.add')}
        </Button>
      )}
      {mine.length > 0 && (
        <>
          <h3 className="text-base">{t('proposals.mine')}</h3>
          <ul className="flex flex-col gap-2">
            {mine.map((proposal) => (
              <li key={proposal.id}>
                <Mine proposal={proposal} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Mine({ proposal }: { proposal: Proposal }) {
  const { what, changes } = useProposalFacts(proposal)
  const { status } = proposal
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line bg-surface p-3">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 leading-snug font-bold wrap-anywhere">{what}</p>
        <Status status={status} />
      </div>
      {/* Once accepted, what was old is the new: there is nothing to compare any more. */}
      {status === 'pending' && <Changes changes={changes} />}
    </div>
  )
}

const looks = {
  pending: { icon: Clock, look: 'bg-surface-3 text-ink-2' },
  accepted: { icon: Check, look: 'bg-break-soft text-break-ink' },
  rejected: { icon: X, look: 'bg-danger-soft text-danger' },
}

export function Status({ status }: { status: ProposalStatus }) {
  const { t } = useT()
  const names = {
    pending: t('proposals.status.pending'),
    accepted: t('proposals.status.accepted'),
    rejected: t('proposals.status.rejected'),
  }
  const { icon: Icon, look } = looks[status]
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-center gap-1 rounded-full px-2 py-0.5 text-xs font-bold',
        look,
      )}
    >
      <Icon className="size-3" aria-hidden />
      {names[status]}
    </span>
  )
}
