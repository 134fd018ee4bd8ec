import react from '@vitejs/plugin-react'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { defineConfig } from 'vitest/config'
import { serviceWorkerPlugin } from './src/service-worker/emit-plugin.ts'
import { contentSecurityPolicy, isolation } from './src/service-worker/headers.ts'
import { recordingsPlugin } from './src/lessons/recordings-plugin.ts'
import { schemaPlugin } from './src/lessons/schema-plugin.ts'
import { sourcePlugin } from './src/source-lines/source-plugin.ts'

/** Ahead of every middleware, so that 304 and error answers carry the headers too: `server.headers` misses those. */
function sendHeaders(server: ViteDevServer | PreviewServer, headers: Record<string, string>) {
  server.httpServer?.prependListener('request', (_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  })
}

const headersPlugin: Plugin = {
  name: 'ringside:headers',
  configureServer: (server) => sendHeaders(server, isolation),
  configurePreviewServer: (server) =>
    sendHeaders(server, { ...isolation, 'Content-Security-Policy': contentSecurityPolicy }),
}

/** Hosts that send no headers of ours get the policy from the page. The dev server's page needs inline scripts. */
const policyInPagePlugin: Plugin = {
  name: 'ringside:policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
}

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [
    react(),
    headersPlugin,
    policyInPagePlugin,
    sourcePlugin,
    recordingsPlugin,
    schemaPlugin,
    serviceWorkerPlugin,
  ],
  // No inlined assets: the policy allows fonts and scripts from files only.
  build: { target: 'es2023', assetsInlineLimit: 0 },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
    pool: 'forks',
    globalSetup: 'src/machine/testing/threads-setup.ts',
  },
})
