import { toJsonSchema } from '@valibot/to-json-schema'
import type { Plugin } from 'vite'
import { ActSchema, PointNamed } from './act.ts'
import { LessonSchema } from './lesson.ts'

/** where editors find it, below the page's address */
const NAME = 'lesson.schema.json'

/** Puts the JSON schema of lessons beside the page: the type's own. */
export const schemaPlugin: Plugin = {
  name: 'ringside:lesson-schema',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: NAME, source: schemaText() })
  },
  configureServer({ middlewares }) {
    middlewares.use(`/${NAME}`, (_request, response) => void response.end(schemaText()))
  },
}

/** What expressions and sentences ask for is checked when a lesson is loaded: JSON schema has no words for it. */
export function schemaText(): string {
  const definitions = { Act: ActSchema, Point: PointNamed }
  const schema = toJsonSchema(LessonSchema, { typeMode: 'input', errorMode: 'ignore', definitions })
  return JSON.stringify({ title: 'A lesson of Ringside', ...schema }, undefined, 2)
}
