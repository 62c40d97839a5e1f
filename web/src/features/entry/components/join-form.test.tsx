import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, renderPage, serve } from '../testing'
import { JoinForm } from './join-form'

const preview = {
  room: { code: 'pomo-H7KQ2M', name: 'Thesis squad', locked: false },
  memberCount: 3,
  timer: { status: 'running', remainingMs: 14 * 60_000 },
  queue: { version: 1, segments: [] },
}
const found = { 'GET /api/rooms/pomo-H7KQ2M': () => Response.json(preview) }
const newGuest = {
  'GET /api/session': () => Response.json({ kind: 'none' }),
  'POST /api/guests': () =>
    Response.json({ guest: { id: 'g1', displayName: 'Ines' } }, { status: 201 }),
}

afterEach(() => vi.unstubAllGlobals())

describe('JoinForm', () => {
  it('asks for the code first, then for the name, and sends nothing', async () => {
    const requests = serve({})
    await renderPage(<JoinForm linkCode="" />)
    const code = await screen.findByLabelText('Room code')
    await userEvent.click(screen.getByRole('button', { name: 'Join the room' }))
    expect(screen.getByText("Please enter the room's code.")).toBeVisible()
    expect(screen.getByText('Please enter your name.')).toBeVisible()
    expect(code).toHaveFocus()
    expect(code).toBeInvalid()
    expect(requests).toEqual([])
  })

  it('says what a code looks like when it cannot be one', async () => {
    serve({})
    await renderPage(<JoinForm linkCode="" />)
    await userEvent.type(await screen.findByLabelText('Room code'), 'H7KQ2{Enter}')
    expect(screen.getByText(/six letters and digits, such as/)).toBeVisible()
  })

  it('makes a guest and goes to the room, whatever the case of the code', async () => {
    const requests = serve({ ...found, ...newGuest })
    const router = await renderPage(<JoinForm linkCode="" />)
    await userEvent.type(await screen.findByLabelText('Room code'), 'h7kq2m')
    await userEvent.type(screen.getByLabelText('Your name'), '  Ines {Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/room/pomo-H7KQ2M'))
    expect(requests).toContain('POST /api/guests {"displayName":"Ines"}')
    expect(localStorage.getItem('pomopomo.name')).toBe('Ines')
  })

  it('stays a guest who is one already', async () => {
    const guest = { kind: 'guest', guest: { id: 'g1', displayName: 'Ines' } }
    const requests = serve({ ...found, 'GET /api/session': () => Response.json(guest) })
    const router = await renderPage(<JoinForm linkCode="H7KQ2M" />)
    await userEvent.type(await screen.findByLabelText('Your name'), 'Ines{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/room/pomo-H7KQ2M'))
    expect(requests.some((request) => request.startsWith('POST'))).toBe(false)
  })

  it.each([
    [404, 'not_found', 'unknown_room', /no room with this code/],
    [410, 'gone', 'room_expired', /room has ended/],
    [429, 'rate_limited', 'rate_limited', /bit fast/],
  ])('explains a %i and makes no guest', async (status, code, reason, text) => {
    const requests = serve({
      'GET /api/rooms/pomo-H7KQ2M': () => problem(status, code, reason),
    })
    await renderPage(<JoinForm linkCode="" />)
    await userEvent.type(await screen.findByLabelText('Room code'), 'H7KQ2M')
    await userEvent.type(screen.getByLabelText('Your name'), 'Ines{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(text)
    expect(requests).not.toContain('POST /api/guests {"displayName":"Ines"}')
  })

  it('locks the code of an invite until "Change"', async () => {
    serve(found)
    await renderPage(<JoinForm linkCode="h7kq2m" />)
    expect(await screen.findByText('Thesis squad')).toBeVisible()
    expect(screen.getByText('3 here, 14 min left')).toBeVisible()
    expect(screen.queryByLabelText('Room code')).toBeNull()
    expect(screen.getByLabelText('Your name')).toHaveFocus()
    await userEvent.click(screen.getByRole('button', { name: 'Change' }))
    const code = screen.getByLabelText('Room code')
    expect(code).toHaveValue('')
    await waitFor(() => expect(code).toHaveFocus())
  })

  it('shows a link code that cannot be one in the field', async () => {
    serve({})
    await renderPage(<JoinForm linkCode="nonsense" />)
    expect(await screen.findByLabelText('Room code')).toHaveValue('nonsense')
  })
})
