import { useEffect, useState } from 'react'
import type { AckError, Proposal } from '@api/events'
import { useIsHost, useRoomState } from '@/features/rooms/hooks/use-room'
import { roomErrorText } from '@/features/rooms/lib/room-error-text'
import { useT } from '@/lib/i18n/use-t'
import type { Outcome } from './task-actions'
import { shownTask, type TaskPlace } from './tasks'

const savedMs = 2_000

/** The task of a place, with our own unanswered changes. */
export function useTask(place: TaskPlace) {
  const tasks = useRoomState((state) => state.tasks)
  const edits = useRoomState((state) => state.taskEdits)
  return shownTask(tasks, edits, place)
}

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

/** Follows a change until the server has it; that it does is shown for two seconds. */
export function useSaving() {
  const [state, setState] = useState<SaveState>('idle')
  useEffect(() => {
    if (state !== 'saved') return undefined
    const timeout = setTimeout(() => setState('idle'), savedMs)
    return () => clearTimeout(timeout)
  }, [state])
  const save = async (change: Promise<Outcome>): Promise<boolean> => {
    setState('saving')
    const error = await change
    setState(error ? 'failed' : 'saved')
    return !error
  }
  return { state, save }
}

/** Those that concern this person: as host all that wait, else their own. */
export function useProposals(): Proposal[] {
  const isHost = useIsHost()
  const meId = useRoomState((state) => state.meId)
  const proposals = useRoomState((state) => state.proposals)
  return isHost
    ? proposals.filter(({ status }) => status === 'pending')
    : proposals.filter(({ memberId }) => memberId === meId)
}

/** One sentence about a proposal that could not be made or decided. */
export function useProposalError(): (error: AckError) => string {
  const { t } = useT()
  return (error) => {
    if (error.reason === 'too_many_proposals') return t('proposals.error.tooMany')
    if (error.reason === 'too_many_waiting') return t('proposals.error.full')
    if (error.reason === 'already_decided') return t('proposals.error.decided')
    if (error.reason === 'proposal_outdated') return t('proposals.gone')
    if (error.reason === 'muted') return t('proposals.muted')
    return roomErrorText(error, t)
  }
}
