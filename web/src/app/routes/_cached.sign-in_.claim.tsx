import { createFileRoute } from '@tanstack/react-router'
import { ClaimPage } from '@/features/accounts/routes/claim-page'

export const Route = createFileRoute('/_cached/sign-in_/claim')({
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === 'string' ? { next } : {},
  component: Claim,
})

function Claim() {
  const { next } = Route.useSearch()
  return <ClaimPage next={next} />
}
