import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const prefix = 'virtual:messages/'

/**
 * Serves `virtual:messages/<language>`: all `locales/<language>/*.json` in one object, compiled, so that the browser
 * never parses message syntax, and `virtual:messages/<language>/<part>`: `locales/<language>/later/<part>.json`. A
 * message that does not parse fails the build.
 */
export function messageCatalogues(directory: string): Plugin {
  const filesOf = (name: string): string[] => {
    const [language = '', part] = name.split('/')
    if (part) return [join(directory, language, 'later', `${part}.json`)]
    const files = readdirSync(join(directory, language)).filter((file) => file.endsWith('.json'))
    return files.sort().map((file) => join(directory, language, file))
  }
  return {
    name: 'pomopomo:message-catalogues',
    resolveId(id) {
      return id.startsWith(prefix) ? `\0${id}` : undefined
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const messages: Record<string, unknown> = {}
      for (const path of filesOf(id.slice(prefix.length + 1))) {
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
