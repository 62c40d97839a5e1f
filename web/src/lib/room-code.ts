const prefix = 'pomo-'
/** Without I, O, 0 and 1, which look alike. */
const symbols = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const codePattern = new RegExp(`^(?:POMO)?([${symbols}]{6})$`)
const linkPattern = /\/room\/([^/?#]+)|[?&]code=([^&#]+)/

/**
 * The code as the server writes it (`pomo-H7KQ2M`), from what people type or paste: any case, with or without the
 * prefix, with spaces or dashes, or a whole invite link. Null when it cannot be a code.
 */
export function parseRoomCode(input: string): string | null {
  const [, inPath, inQuery] = linkPattern.exec(input) ?? []
  const written = (inPath ?? inQuery ?? input).toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const [, code] = codePattern.exec(written) ?? []
  return code ? prefix + code : null
}
