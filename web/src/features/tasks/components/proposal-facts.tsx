import type { Proposal, Segment } from '@api/events'
import { useRoomState, useSegments } from '@/features/rooms/hooks/use-room'
import { useKindNames } from '@/features/rooms/hooks/use-kind-names'
import { useSegmentLabel } from '@/features/rooms/hooks/use-segment-label'
import { useT } from '@/lib/i18n/use-t'

/** What a proposal would change, from what to what. */
export type Change = { from: string; to: string }
export type ProposalFacts = { what: string; changes: Change[]; gone: boolean }

/** A proposal in words, seen from the queue as it is now. */
export function useProposalFacts(proposal: Proposal): ProposalFacts {
  const { t } = useT()
  const segments = useSegments()
  const tasks = useRoomState((state) => state.tasks)
  const labelOf = useSegmentLabel()
  const kinds = useKindNames()
  const minutes = (seconds: number) => t('room.minutes', { minutes: Math.round(seconds / 60) })
  const nothing = t('proposals.nothing')

  if (proposal.type === 'add_segment') {
    const { kind, label, durationSec } = proposal.payload.segment
    const name = label ? labelOf({ kind, label }) : kinds[kind]
    const what = t('proposals.what.add', { label: name, minutes: Math.round(durationSec / 60) })
    return { what, changes: [], gone: false }
  }
  const id = proposal.type === 'public_task' ? proposal.payload.segmentId : proposal.payload.id
  const segment = segments.find((one) => one.id === id)
  if (!segment)
    return {
      what: t('proposals.what.gone'),
      changes: proposal.type === 'public_task' ? [{ from: '', to: proposal.payload.text }] : [],
      gone: true,
    }
  const label = labelOf(segment)
  if (proposal.type === 'public_task') {
    const from = tasks.find((task) => task.segmentId === id && task.visibility === 'public')?.text
    const to = proposal.payload.text || nothing
    return {
      what: t('proposals.what.task', { label }),
      changes: [{ from: from ?? '', to }],
      gone: false,
    }
  }
  const wanted: Segment = { ...segment, ...proposal.payload }
  const pairs: Change[] = [
    { from: label, to: labelOf(wanted) },
    { from: minutes(segment.durationSec), to: minutes(wanted.durationSec) },
    { from: kinds[segment.kind], to: kinds[wanted.kind] },
  ]
  const changes = pairs.filter(({ from, to }) => from !== to)
  return { what: t('proposals.what.edit', { label }), changes, gone: false }
}

/** Old and new, the old struck through where there was one. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useT()
  if (changes.length === 0) return null
  return (
    <ul className="flex flex-col text-sm leading-snug">
      {changes.map(({ from, to }) => (
        <li key={`${from} ${to}`} className="wrap-anywhere">
          {from !== '' && (
            <>
              <span className="sr-only">{t('proposals.was')} </span>
              <del className="text-ink-2">{from}</del>
              <span className="sr-only"> {t('proposals.becomes')}</span>{' '}
            </>
          )}
          <ins className="font-semibold no-underline">{to}</ins>
        </li>
      ))}
    </ul>
  )
}
