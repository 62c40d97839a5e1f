import { useState } from 'react'

/** The token of the link that led here, as it is: the router would take one that looks like a number for a number. */
export function useLinkToken(): string {
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '')
  return token
}
