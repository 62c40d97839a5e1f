import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, renderPage, serve } from '../testing'
import { CreateForm } from './create-form'

const guest = { kind: 'guest', guest: { id: 'g1', displayName: 'Ines' } }
const known = { 'GET /api/session': () => Response.json(guest) }
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Open the room' }))

afterEach(() => vi.unstubAllGlobals())

describe('CreateForm', () => {
  it('wants a name and takes the complaint back as soon as there is one', async () => {
    const requests = serve({})
    await renderPage(<CreateForm />)
    const name = await screen.findByLabelText('Your name')
    await submit()
    expect(name).toHaveFocus()
    expect(name).toHaveAccessibleDescription('Please enter your name.')
    await userEvent.type(name, 'Ines')
    expect(name).toBeValid()
    expect(requests).toEqual([])
  })

  it('sends what was chosen and goes to the room', async () => {
    const room = { code: 'pomo-H7KQ2M' }
    const requests = serve({
      ...known,
      'POST /api/rooms': () => Response.json({ room, me: {} }, { status: 201 }),
    })
    localStorage.setItem('pomopomo.name', 'Ines')
    const router = await renderPage(<CreateForm />)
    await userEvent.type(await screen.findByLabelText(/^Room name/), ' Thesis squad ')
    await userEvent.click(screen.getByRole('radio', { name: /^Sprint/ }))
    await userEvent.click(screen.getByRole('radio', { name: 'Forest' }))
    await userEvent.click(screen.getByRole('radio', { name: /^Everybody/ }))
    expect(document.documentElement.dataset.theme).toBe('forest')
    await submit()
    await waitFor(() => expect(router.state.location.pathname).toBe('/room/pomo-H7KQ2M'))
    expect(JSON.parse(requests.at(-1)!.replace('POST /api/rooms ', ''))).toEqual({
      displayName: 'Ines',
      name: 'Thesis squad',
      theme: 'forest',
      template: 'sprint',
      visibility: 'public',
    })
  })

  it('stays, says why and can be sent again when the server refuses', async () => {
    serve({ ...known, 'POST /api/rooms': () => problem(503, 'unavailable', 'draining') })
    localStorage.setItem('pomopomo.name', 'Ines')
    const router = await renderPage(<CreateForm />)
    await screen.findByLabelText('Your name')
    await submit()
    expect(await screen.findByText(/taking a short break/)).toBeVisible()
    expect(router.state.location.pathname).toBe('/')
    expect(screen.getByRole('button', { name: 'Open the room' })).not.toHaveAttribute('aria-busy')
  })
})
