import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { assetFile, boardAssets, chunkFile } from './build/board.ts'
import { chunkGroups } from './build/chunks.ts'
import { compress } from './build/compress.ts'
import { messageCatalogues } from './build/message-catalogues.ts'
import { outlines } from './build/outlines.ts'
import { preloadFont } from './build/preload-font.ts'
import { preloadPages } from './build/preload-pages.ts'
import { serviceWorker } from './build/service-worker.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Where a server for development listens. */
const server = process.env.POMOPOMO_DEV_SERVER ?? 'http://127.0.0.1:8080'
const proxy = {
  '/api': { target: server },
  '/socket.io': { target: server, ws: true },
}

const root = here('.')
const locales = here('src/locales')
const resolve = {
  alias: {
    '@excalidraw/mermaid-to-excalidraw': here('src/features/board/lib/no-mermaid.ts'),
    '@': here('src'),
    '@api': here('../api'),
  },
}

export default defineConfig({
  root,
  resolve,
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: here('src/app/routes'),
      generatedRouteTree: here('src/app/routeTree.gen.ts'),
      quoteStyle: 'single',
      semicolons: false,
    }),
    react(),
    tailwindcss(),
    messageCatalogues(locales),
    boardAssets(),
    preloadFont(/nunito-latin-wght-normal.*\.woff2$/),
    preloadPages(),
    outlines({ root, resolve, plugins: [messageCatalogues(locales)] }),
    serviceWorker(),
    compress(),
  ],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    manifest: true,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        assetFileNames: assetFile,
        chunkFileNames: chunkFile,
        codeSplitting: {
          groups: chunkGroups(root),
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy },
  test: {
    root: here('.'),
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'jsdom',
    pool: 'threads',
    testTimeout: 60_000, // only for what hangs
    setupFiles: [here('src/test-setup.ts')],
  },
})
