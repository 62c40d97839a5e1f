import type { Room, RoomChange } from '@api/events'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { ThemeSwatches } from '@/components/ui/theme-swatches'
import { useT } from '@/lib/i18n/use-t'
import '../host-texts'
import { useRoom, useRoomActions } from '../hooks/use-room'
import { capacityLimits, changedSettings, maxRoomNameLength, parseCapacity } from '../lib/settings'
import { BannedPeople } from './banned-people'
import { EndRoom } from './end-room'
import { Switch } from './switch'

/** How the room is. What is set here stays a draft until it is saved, whatever arrives meanwhile. */
export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const room = useRoom()
  const actions = useRoomActions()
  const formId = useId()
  const [opened] = useState(room)
  const [draft, setDraft] = useState<Room>(room)
  const [capacity, setCapacity] = useState(String(room.capacity))
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<Room>) => setDraft((before) => ({ ...before, ...change }))

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const change: RoomChange = changedSettings(opened, {
      ...draft,
      capacity: parseCapacity(capacity, opened.capacity),
    })
    setBusy(true)
    const done = Object.keys(change).length === 0 || (await actions.updateRoom(change))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('room.settings')}
      footer={
        <div className="flex justify-end gap-3">
          <Button variant="outline" onClick={onClose}>
            {t('room.cancel')}
          </Button>
          <Button type="submit" form={formId} busy={busy}>
            {t('room.save')}
          </Button>
        </div>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)} className="flex flex-col gap-5">
        <Field label={t('room.settings.name')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={maxRoomNameLength}
              value={draft.name ?? ''}
              placeholder={t('room.unnamed')}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <ThemeSwatches
          named
          legend={t('room.settings.theme')}
          value={draft.theme}
          onChange={(theme) => set({ theme })}
        />
        <div className="flex flex-col">
          <Switch
            label={t('room.settings.autoBreaks')}
            hint={t('room.settings.autoBreaksHint')}
            checked={draft.autoStart.breaks}
            onChange={(breaks) => set({ autoStart: { ...draft.autoStart, breaks } })}
          />
          <Switch
            label={t('room.settings.autoFocus')}
            hint={t('room.settings.autoFocusHint')}
            checked={draft.autoStart.focus}
            onChange={(focus) => set({ autoStart: { ...draft.autoStart, focus } })}
          />
          <Switch
            label={t('room.settings.public')}
            hint={t('room.settings.publicHint')}
            checked={draft.visibility === 'public'}
            onChange={(open) => set({ visibility: open ? 'public' : 'link' })}
          />
          <Switch
            label={t('room.settings.locked')}
            hint={t('room.settings.lockedHint')}
            checked={draft.locked}
            onChange={(locked) => set({ locked })}
          />
          <Switch
            label={t('room.settings.quietChat')}
            hint={t('room.settings.quietChatHint')}
            checked={draft.quietChat}
            onChange={(quietChat) => set({ quietChat })}
          />
          <Switch
            label={t('room.settings.boardLocked')}
            hint={t('room.settings.boardLockedHint')}
            checked={draft.boardLocked}
            onChange={(boardLocked) => set({ boardLocked })}
          />
        </div>
        <Field
          label={t('room.settings.capacity')}
          hint={t('room.settings.capacityHint', capacityLimits)}
        >
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputMode="numeric"
              className="max-w-32"
              {...capacityLimits}
              value={capacity}
              onChange={(event) => setCapacity(event.target.value)}
              onBlur={() => setCapacity(String(parseCapacity(capacity, opened.capacity)))}
            />
          )}
        </Field>
      </form>
      <BannedPeople />
      <EndRoom />
    </Dialog>
  )
}
