import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { runnerImport, type Plugin, type UserConfig } from 'vite'

/**
 * Draws what `src/app/outlines.tsx` has into `index.html`, so that a page shows where things will stand as soon as its
 * styles are there. `config` is what that module needs to be loaded.
 */
export function outlines(config: Pick<UserConfig, 'root' | 'resolve' | 'plugins'>): Plugin {
  return {
    name: 'pomopomo:outlines',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        if (!bundle) return html
        const options = { ...config, configFile: false as const, logLevel: 'warn' as const }
        const { module } = await runnerImport<{ outlines: Record<string, ReactNode> }>(
          '/src/app/outlines.tsx',
          options,
        )
        const drawn = Object.entries(module.outlines).map(
          ([page, outline]) =>
            `<div class="outline outline-${page}" aria-hidden="true">${renderToStaticMarkup(outline)}</div>`,
        )
        if (/ style=/.test(drawn.join('')))
          throw new Error('an outline has a style: the CSP forbids it')
        return html.replace('<div id="root"></div>', `$&${drawn.join('')}`)
      },
    },
  }
}
