import { defineConfig } from '@playwright/test'

/** Debian's Chromium, two people at a time, each file against servers of its own (fixtures.ts). */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../build/browser',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // Only for what hangs: longer than anything takes on the busiest machine.
  timeout: 480_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['junit']],
  use: {
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--font-render-hinting=none',
      ],
    },
    trace: 'retain-on-failure',
  },
})
