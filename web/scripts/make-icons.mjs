// Draws web/public/icons/*.png out of favicon.svg with Chromium; run it when the tomato changes:
//   node web/scripts/make-icons.mjs
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const pages = join(dirname(fileURLToPath(import.meta.url)), '../public')
const tomato = readFileSync(join(pages, 'favicon.svg'), 'utf8')
/** A maskable icon may be cut down to the circle of 80 %; without a background it keeps its own shape. */
const icons = [
  { name: '192', size: 192, share: 0.94 },
  { name: '512', size: 512, share: 0.94 },
  { name: 'maskable-512', size: 512, share: 0.62, background: '#fff7f0' },
  { name: 'apple-180', size: 180, share: 0.74, background: '#fff7f0' },
]

mkdirSync(join(pages, 'icons'), { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage()
for (const { name, size, share, background = 'transparent' } of icons) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<body style="margin:0;display:grid;place-content:center;height:100vh;background:${background}">
     <div style="width:${size * share}px">${tomato}</div>`,
  )
  await page.screenshot({ path: join(pages, `icons/${name}.png`), omitBackground: true })
}
await browser.close()
