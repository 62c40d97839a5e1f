import { createFileRoute } from '@tanstack/react-router'
import { JoinPage } from '@/features/entry/routes/join-page'

export const Route = createFileRoute('/_cached/join')({
  // A code of digits alone would otherwise be read as a number.
  validateSearch: ({ code }: Record<string, unknown>) =>
    code === undefined ? {} : { code: String(code) },
  component: Join,
})

function Join() {
  const { code = '' } = Route.useSearch()
  return <JoinPage linkCode={code} />
}
