import { createFileRoute } from '@tanstack/react-router'
import { CompletePage } from '@/features/accounts/routes/complete-page'

export const Route = createFileRoute('/_cached/sign-in_/complete')({
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === 'string' ? { next } : {},
  component: Complete,
})

function Complete() {
  const { next } = Route.useSearch()
  return <CompletePage next={next} />
}
