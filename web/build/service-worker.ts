import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** More than this in what everybody fetches ahead is a mistake: the build stops. */
const maxPrecacheBytes = 2_500_000

/**
 * Writes `/sw.js`, which keeps the shell (pages, their code, styles and the font) for visits without a network. It
 * never touches `/api` or `/socket.io`, and leaves out the whiteboard, which is big and needs its room anyway. A new
 * version waits until somebody asks for it (src/lib/app-update.ts).
 */
export function serviceWorker(): Plugin[] {
  return VitePWA({
    strategies: 'generateSW',
    registerType: 'prompt',
    injectRegister: false,
    manifest: false, // public/manifest.webmanifest
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'],
      globIgnores: ['sw.js', 'icons/**', 'assets/board/**', 'excalidraw/**', '**/*latin-ext*'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [/^\/(api|socket\.io)(\/|$)/, /\/[^/]+\.[^/]+$/],
      dontCacheBustURLsMatching: /^assets\//,
      cleanupOutdatedCaches: true,
      clientsClaim: true,
      skipWaiting: false,
      inlineWorkboxRuntime: true,
      sourcemap: false,
      manifestTransforms: [
        (entries) => {
          const bytes = entries.reduce((sum, { size }) => sum + size, 0)
          if (bytes > maxPrecacheBytes)
            throw new Error(`the service worker would fetch ${bytes} bytes ahead`)
          return { manifest: entries }
        },
      ],
    },
  })
}
