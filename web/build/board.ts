import { readFileSync } from 'node:fs'
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const excalidraw = fileURLToPath(
  new URL('../../node_modules/@excalidraw/excalidraw/', import.meta.url),
)
const fonts = join(excalidraw, 'dist/prod/fonts')
const { version } = JSON.parse(readFileSync(join(excalidraw, 'package.json'), 'utf8')) as {
  version: string
}

/** The version is in the path: what lies there never changes and may be kept for ever. */
const assets = `assets/board/${version}`

/** Files of the whiteboard lie apart, so that one rule keeps all of them out of a cache. */
export function chunkFile({ moduleIds }: { moduleIds: readonly string[] }): string {
  const isBoard = moduleIds.some((id) => boardModule.test(id))
  return isBoard ? 'assets/board/[name]-[hash].js' : 'assets/[name]-[hash].js'
}

export function assetFile({ names }: { names: readonly string[] }): string {
  const isBoard = names.includes('board.css')
  return isBoard ? 'assets/board/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]'
}

/** Those of the page. */
const languages = ['en', 'pt-BR', 'pt-PT']

const boardModule =
  /node_modules\/(@excalidraw|browser-fs-access|pica|image-blob-reduce|canvas-roundrect-polyfill)\/|features\/board\/components\/board\.tsx/

/**
 * Hands out Excalidraw's fonts from our own server (`import.meta.env.BOARD_ASSETS` says where), and takes out of its
 * code what would ask another one for them.
 */
export function boardAssets(): Plugin {
  let outDir = ''
  return {
    name: 'pomopomo:board-assets',
    enforce: 'pre',
    config: () => ({ define: { 'import.meta.env.BOARD_ASSETS': JSON.stringify(`/${assets}/`) } }),
    configResolved(config) {
      outDir = config.build.outDir
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${assets}/fonts`, (request, response, next) => {
        const path = join(fonts, (request.url ?? '').split('?')[0] ?? '')
        readFile(path).then((font) => response.end(font), next)
      })
    },
    transform(code, id) {
      if (!id.includes('@excalidraw/excalidraw/dist/prod/')) return undefined
      if (id.endsWith('/index.css')) return withoutFontFaces(code)
      if (id.endsWith('/index.js')) return withoutOtherLanguages(code)
      if (!code.includes('ASSETS_FALLBACK_URL')) return undefined
      return withoutStyleAttribute(withoutForeignHost(withoutBigFont(code)))
    },
    async writeBundle() {
      const families = (await readdir(fonts)).filter((family) => family !== 'Xiaolai')
      for (const family of families)
        await cp(join(fonts, family), join(outDir, assets, 'fonts', family), { recursive: true })
    },
  }
}

/** Its own letters for buttons and menus: they wear those of the page. */
function withoutFontFaces(code: string): string {
  return replaced(code, /@font-face\{[^}]*\}/g, () => '')
}

function withoutOtherLanguages(code: string): string {
  return replaced(
    code,
    /"\.\/locales\/([\w-]+)\.json":\(\)=>import\("[^"]*"\),?/g,
    (entry, name) => (languages.includes(name) ? entry : ''),
  )
}

/** Chinese and Japanese would come in a font of 13 MB: such text takes one of the system instead. */
function withoutBigFont(code: string): string {
  const files = [...code.matchAll(/([\w$]+)="\.\/fonts\/Xiaolai\/[^"]*"/g)]
  const names = new Set(files.map(([, name]) => name))
  return replaced(code, /\{uri:([\w$]+),descriptors:\{[^}]*\}\},?/g, (face, name) =>
    names.has(name) ? '' : face,
  )
}

function withoutForeignHost(code: string): string {
  return replaced(
    code,
    /`https:\/\/esm\.sh\/\$\{.*?\}\/dist\/prod\/`/g,
    () => `window.location.origin + '/${assets}/'`,
  )
}

/** The style of text in a saved SVG: set by script it is allowed under `style-src 'self'`, as an attribute it is not. */
function withoutStyleAttribute(code: string): string {
  return replaced(
    code,
    /setAttribute\("style","white-space: pre;"\)/g,
    () => 'style.setProperty("white-space","pre")',
  )
}

/** As `replaceAll`, but a version of Excalidraw that reads differently stops the build. */
function replaced(code: string, what: RegExp, by: (found: string, name: string) => string): string {
  const result = code.replaceAll(what, by)
  if (result === code) throw new Error(`Excalidraw has changed: nothing looks like ${what}`)
  return result
}
