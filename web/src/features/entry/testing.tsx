import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  RouterProvider,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { vi } from 'vitest'
import { activateLanguage } from '@/lib/i18n/language'

/** A server by "METHOD /path"; what is not in it answers 404. Returns the requests it got. */
export function serve(routes: Record<string, () => Response>): string[] {
  const requests: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const name = `${request.method} ${new URL(request.url).pathname}`
    const body = await request.text()
    requests.push(body ? `${name} ${body}` : name)
    return (routes[name] ?? (() => problem(404, 'not_found', 'unknown_room')))()
  })
  return requests
}

export function problem(status: number, code: string, reason: string): Response {
  return Response.json({ code, reason, detail: reason }, { status })
}

/** Renders a page's content in English with a router that knows where rooms are. */
export async function renderPage(content: ReactElement) {
  await activateLanguage('en')
  const root = createRootRoute()
  const paths = ['/join', '/create', '/room/$code'] as const
  const routes = paths.map((path) => createRoute({ getParentRoute: () => root, path }))
  const here = createRoute({ getParentRoute: () => root, path: '/', component: () => content })
  const router = createRouter({
    routeTree: root.addChildren([here, ...routes]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>,
  )
  return router
}
