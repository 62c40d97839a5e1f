import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const prefix = 'virtual:messages/'

/**
 * Serves `virtual:messages/<language>`: all `locales/<language>/*.json` in one object, compiled, so that the browser
 * never parses message syntax. A message that does not parse fails the build.
 */
export function messageCatalogues(directory: string): Plugin {
  return {
    name: 'pomopomo:message-catalogues',
    resolveId(id) {
      return id.startsWith(prefix) ? `\0${id}` : undefined
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const language = id.slice(prefix.length + 1)
      const messages: Record<string, unknown> = {}
      for (const file of readdirSync(join(directory, language)).sort()) {
        const path = join(directory, language, file)
        this.addWatchFile(path)
        for (const [key, text] of Object.entries(JSON.parse(readFileSync(path, 'utf8')))) {
          messages[key] = compileMessageOrThrow(String(text))
        }
      }
      return `export const messages = ${JSON.stringify(messages)}`
    },
    handleHotUpdate({ file, server }) {
      if (file.startsWith(directory)) server.ws.send({ type: 'full-reload' })
    },
  }
}
