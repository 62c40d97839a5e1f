import type { Plugin } from 'vite'

/** Asks for the font that `file` matches while the styles still load, so that text does not change its width late. */
export function preloadFont(file: RegExp): Plugin {
  return {
    name: 'pomopomo:preload-font',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((name) => file.test(name))
        if (!font) return []
        const attrs = {
          rel: 'preload',
          href: `/${font}`,
          as: 'font',
          type: 'font/woff2',
          crossorigin: '',
        }
        return [{ tag: 'link', attrs, injectTo: 'head' as const }]
      },
    },
  }
}
