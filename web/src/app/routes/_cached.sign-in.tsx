import { createFileRoute } from '@tanstack/react-router'
import { getProviders } from '@/features/accounts/api/providers'
import { SignInPage } from '@/features/accounts/routes/sign-in-page'

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

interface Search {
  next?: string
  problem?: string
}

export const Route = createFileRoute('/_cached/sign-in')({
  validateSearch: ({ next, problem }: Record<string, unknown>): Search => ({
    next: text(next),
    problem: text(problem),
  }),
  // Awaited: nothing moves when it is known.
  loader: getProviders,
  component: SignIn,
})

function SignIn() {
  const { next, problem } = Route.useSearch()
  return <SignInPage next={next} problem={problem} providers={Route.useLoaderData()} />
}
