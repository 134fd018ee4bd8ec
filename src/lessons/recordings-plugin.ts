import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Plugin } from 'vite'

/** where the page finds them, below its own address */
const FOLDER = 'lessons'
const RECORDER = fileURLToPath(new URL('./testing/record-course.ts', import.meta.url))

/** Puts a recording of each lesson of the course beside the page, made by the ring itself when the page is built; see testing/record-course.ts. */
export const recordingsPlugin: Plugin = {
  name: 'ringside:lesson-recordings',
  async generateBundle() {
    for (const [name, source] of await recordCourse())
      this.emitFile({ type: 'asset', fileName: `${FOLDER}/${name}`, source })
  },
  configureServer({ middlewares }) {
    let recorded: ReturnType<typeof recordCourse> | undefined
    middlewares.use(`/${FOLDER}`, (request, response, next) => {
      recorded ??= recordCourse()
      recorded.then((files) => {
        const file = files.get((request.url ?? '').replace(/^\/|\?.*$/g, ''))
        if (file) response.end(file)
        else next()
      }, next)
    })
  },
}

/** @returns gzip files by their names */
async function recordCourse(): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-lessons-'))
  try {
    await promisify(execFile)(process.execPath, ['--import', 'tsx', RECORDER, folder])
    const names = await readdir(folder)
    return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)))
  } finally {
    await rm(folder, { recursive: true })
  }
}
