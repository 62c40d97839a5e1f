import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

const themes = ['tomato', 'lofi', 'matcha', 'sky', 'midnight', 'forest']

/** All rules once, and in the other themes those that depend on colours. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const html = page.locator('html')
  const shown = (await html.getAttribute('data-theme')) ?? 'tomato'
  await page.evaluate(() => document.fonts.ready)
  for (const theme of [shown, ...themes.filter((name) => name !== shown)]) {
    await html.evaluate((root, name) => {
      root.dataset.theme = name
    }, theme)
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
    )
    // Experimental in axe, counted by Lighthouse: who speaks a label must find its button.
    const axe = new AxeBuilder({ page }).options({
      rules: { 'label-content-name-mismatch': { enabled: true } },
    })
    const { violations } = await (
      theme === shown ? axe : axe.withRules(['color-contrast'])
    ).analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
    )
    expect.soft(found, `${where} in ${theme}`).toEqual([])
  }
  await html.evaluate((root, name) => {
    root.dataset.theme = name
  }, shown)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - screen.width)
  expect.soft(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
}
