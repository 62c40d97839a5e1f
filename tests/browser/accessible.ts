import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect } from './fixtures.ts'

const themes = ['tomato', 'lofi', 'matcha', 'sky', 'midnight', 'forest']

interface Look {
  /** The theme to judge it in; without one as it is shown. */
  theme?: string
  /** Rules to judge by; all of them without any. */
  rules?: string[]
  /** What is not ours to judge, by selector. */
  exclude?: string[]
}

/** What axe finds on the page, a line each rule. It judges there, at rest, in one go. */
async function violations(page: Page, look: Look = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async ({ theme, rules, exclude = [] }: Look) => {
    if (theme) document.documentElement.dataset.theme = theme
    await document.fonts.ready
    const endsLater = (one: Animation) =>
      one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity
    // Where a colour is inherited one transition begins after the other.
    let moving: Animation[] = []
    do {
      await Promise.all(moving.map((one) => one.finished.catch(() => null)))
      await new Promise(requestAnimationFrame)
      moving = document.getAnimations().filter(endsLater)
    } while (moving.length > 0)
    const judge = (globalThis as unknown as { axe: typeof axe }).axe
    const found = await judge.run(
      { include: [['html']], exclude: exclude.map((one) => [one]) },
      {
        resultTypes: ['violations'],
        ...(rules
          ? { runOnly: rules }
          : // Experimental in axe, counted by Lighthouse: who speaks a label must find its button.
            { rules: { 'label-content-name-mismatch': { enabled: true } } }),
      },
    )
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
    )
  }, look)
}

async function expectToFit(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - screen.width)
  expect.soft(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** All rules once, and in the other themes those that depend on colours. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const html = page.locator('html')
  const shown = (await html.getAttribute('data-theme')) ?? 'tomato'
  expect.soft(await violations(page, { theme: shown }), `${where} in ${shown}`).toEqual([])
  for (const theme of themes.filter((name) => name !== shown)) {
    const found = await violations(page, { theme, rules: ['color-contrast'] })
    expect.soft(found, `${where} in ${theme}`).toEqual([])
  }
  await html.evaluate((root, name) => {
    root.dataset.theme = name
  }, shown)
  await expectToFit(page, where)
}

/** What is ours around something that is not, in the theme that is shown. */
export async function expectAccessibleAround(page: Page, other: string): Promise<void> {
  expect(await violations(page, { exclude: [other] })).toEqual([])
  await expectToFit(page, `what is around ${other}`)
}
