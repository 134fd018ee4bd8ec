import { defineConfig } from '@playwright/test'
import { findChromium } from './tools/chromium.mjs'

// Playwright's workers read this file too: they inherit the path instead of searching again.
const executablePath = (process.env.RINGSIDE_CHROMIUM ??= await findChromium())

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/global-setup.ts',
  // The page under test runs a thread for every CPU: two pages at once would starve each other on two cores.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 15_000 },
  // one picture for all systems: the page brings its fonts along
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  reporter: 'list',
  use: {
    baseURL: process.env.RINGSIDE_URL ?? '', // set by globalSetup before a worker reads it
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium refuses to run as root, as it is in most containers, inside its sandbox.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
})
