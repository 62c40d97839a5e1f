import type { Plugin, Rolldown } from 'vite'

/**
 * Tells `/early.js` which files the start page and a room are made of, besides those of every page: attributes of its
 * tag, by the name of the page.
 */
const pages: Record<string, RegExp[]> = {
  start: [/routes\/index\.tsx\?tsr-split/, /landing\/components\/open-rooms\.tsx$/],
  room: [/routes\/room\.\$code\.tsx\?tsr-split/, /socket\.io-client\/build\/esm\/index\.js$/],
}

export function preloadPages(): Plugin {
  return {
    name: 'pomopomo:preload-pages',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle) return html
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const entry = chunks.filter(({ isEntry }) => isEntry)
        const shell = withImports(entry, bundle)
        const attributes = Object.entries(pages).map(([page, modules]) => {
          const own = modules.map((module) => {
            const chunk = chunks.find(({ facadeModuleId }) => module.test(facadeModuleId ?? ''))
            if (!chunk) throw new Error(`no file of ${module} in the build`)
            return chunk
          })
          const files = [...withImports(own, bundle)].filter((file) => !shell.has(file))
          return `data-${page}="${files.map((file) => `/${file}`).join(' ')}"`
        })
        return html.replace('<script src="/early.js"', `$& ${attributes.join(' ')}`)
      },
    },
  }
}

function withImports(
  chunks: readonly Rolldown.OutputChunk[],
  bundle: Rolldown.OutputBundle,
  files = new Set<string>(),
): Set<string> {
  for (const chunk of chunks) {
    if (files.has(chunk.fileName)) continue
    files.add(chunk.fileName)
    const imported = chunk.imports.map((file) => bundle[file])
    withImports(
      imported.filter((file) => file?.type === 'chunk'),
      bundle,
      files,
    )
  }
  return files
}
