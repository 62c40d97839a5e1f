import type { Proposal } from '@api/events'
import { useRef, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { useRoomSession } from '@/features/rooms/hooks/use-room'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { decide } from '../lib/task-actions'
import { useProposalError, useProposals } from '../lib/use-tasks'
import { Changes, useProposalFacts } from './proposal-facts'

/** What waits for the host: who asks for what, to accept or decline. It appears with the first proposal and stays. */
export function ProposalInbox() {
  const { t } = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  const waiting = useProposals()
  const [used, setUsed] = useState(false)
  if (waiting.length > 0 && !used) setUsed(true)
  if (!used) return null
  return (
    <section className="flex flex-col gap-2 text-left">
      <h3 ref={heading} tabIndex={-1} className="text-base">
        {t('proposals.title')}
      </h3>
      {waiting.length === 0 && <p className="text-sm text-ink-2">{t('proposals.none')}</p>}
      <ul className="flex flex-col gap-2">
        {waiting.map((proposal) => (
          <li key={proposal.id}>
            {/* The buttons go with the row: the focus must not be lost with them. */}
            <Waiting proposal={proposal} onDecided={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Waiting({ proposal, onDecided }: { proposal: Proposal; onDecided: () => void }) {
  const { t } = useT()
  const session = useRoomSession()
  const errorText = useProposalError()
  const { what, changes, gone } = useProposalFacts(proposal)
  const [busy, setBusy] = useState(false)
  const answer = async (decision: 'accept' | 'reject') => {
    setBusy(true)
    const error = await decide(session, proposal.id, decision)
    setBusy(false)
    if (error) toast(errorText(error), 'error')
    else onDecided()
  }
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line-strong bg-surface-2 p-3">
      <p className="flex items-center gap-2 text-sm font-bold text-ink-2">
        <Avatar name={proposal.displayName} size="sm" />
        <span className="truncate">{proposal.displayName}</span>
      </p>
      <p className="leading-snug font-bold wrap-anywhere">{what}</p>
      <Changes changes={changes} />
      {gone && <p className="text-sm font-semibold text-ink-2">{t('proposals.gone')}</p>}
      <div className="flex gap-2">
        <Button
          variant="outline"
          size="sm"
          className="min-h-11 flex-1"
          aria-label={t('proposals.declineWhat', { what })}
          busy={busy}
          onClick={() => void answer('reject')}
        >
          {t('proposals.decline')}
        </Button>
        {!gone && (
          <Button
            size="sm"
            className="min-h-11 flex-1"
            aria-label={t('proposals.acceptWhat', { what })}
            busy={busy}
            onClick={() => void answer('accept')}
          >
            {t('proposals.accept')}
          </Button>
        )}
      </div>
    </div>
  )
}
