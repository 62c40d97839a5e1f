import { Lock, Users } from 'lucide-react'
import { useState } from 'react'
import { useRoomSession } from '@/features/rooms/hooks/use-room'
import { useT } from '@/lib/i18n/use-t'
import { markTask, setTask } from '../lib/task-actions'
import type { TaskPlace } from '../lib/tasks'
import { useSaving, useTask } from '../lib/use-tasks'
import { SaveStatus } from './save-status'
import { TaskForm } from './task-form'
import { TaskLine } from './task-line'

type TaskFieldProps = TaskPlace & { editable: boolean }

/** One task: to read, or to write, tick off and clear in place. */
export function TaskField({ editable, ...place }: TaskFieldProps) {
  const { t } = useT()
  const session = useRoomSession()
  const task = useTask(place)
  const { state, save } = useSaving()
  // What is typed stays here until the server has it, whatever arrives meanwhile.
  const [draft, setDraft] = useState<string | null>(null)
  const isPrivate = place.visibility === 'private'
  const Icon = isPrivate ? Lock : Users

  const submit = async (text: string) => {
    setDraft(null)
    if (text.trim() === (task?.text ?? '')) return
    if (!(await save(setTask(session, place, text)))) setDraft(text)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex min-h-6 items-center gap-2 text-sm">
        <span className="font-bold">{isPrivate ? t('tasks.mine') : t('tasks.shared')}</span>
        <span className="inline-flex items-center gap-1 rounded-full bg-surface-3 px-2 py-0.5 text-xs font-bold text-ink-2">
          <Icon className="size-3" aria-hidden />
          {isPrivate ? t('tasks.private') : t('tasks.public')}
        </span>
        <SaveStatus state={state} onRetry={() => void submit(draft ?? '')} />
      </div>
      {editable && (draft !== null || !task) ? (
        <TaskForm
          label={isPrivate ? t('tasks.mine') : t('tasks.shared')}
          placeholder={isPrivate ? t('tasks.placeholder') : t('tasks.sharedPlaceholder')}
          draft={draft ?? ''}
          autoFocus={draft !== null && state !== 'failed'}
          onDraft={setDraft}
          onSubmit={(text) => void submit(text)}
          onCancel={() => setDraft(null)}
        />
      ) : task ? (
        <TaskLine
          task={task}
          onMark={editable ? (done) => void save(markTask(session, place, done)) : undefined}
          onEdit={editable ? () => setDraft(task.text) : undefined}
          onClear={editable ? () => void submit('') : undefined}
        />
      ) : (
        <p className="text-sm text-ink-2">{t('tasks.none')}</p>
      )}
    </div>
  )
}
