export type EmailFault = 'required' | 'shape'

/** What is plainly wrong with an address; the server looks closer (AU8). */
export function emailFault(input: string): EmailFault | null {
  const email = input.trim()
  if (!email) return 'required'
  return /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254 ? null : 'shape'
}
