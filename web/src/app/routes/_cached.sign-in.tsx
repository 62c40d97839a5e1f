import { createFileRoute } from '@tanstack/react-router'
import { SignInPage } from '@/features/accounts/routes/sign-in-page'

export const Route = createFileRoute('/_cached/sign-in')({
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === 'string' ? { next } : {},
  component: SignIn,
})

function SignIn() {
  const { next } = Route.useSearch()
  return <SignInPage next={next} />
}
