// Which folder of src/ may know which other, as src/README.md draws it. Type-only imports count.

import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { root } from './run.mjs'

const PURE = ['ring', 'clock', 'events', 'merge', 'trace-files', 'workloads']
const BELOW_MACHINE = [...PURE, 'control', 'debugfs', 'cpu', 'reader', 'recording']
const BELOW_STORE = [...BELOW_MACHINE, 'source-lines', 'invariants', 'machine', 'lessons']

/** Folder → the folders that it may import from, besides itself; `type api` allows types only. */
const ARROWS = {
  ring: [],
  clock: [],
  events: ['ring'],
  merge: ['ring'],
  'trace-files': ['ring'],
  workloads: ['events', 'clock', 'trace-files'],
  control: ['ring'],
  debugfs: ['events', 'trace-files', 'merge', 'ring'],
  recording: ['control', 'ring'],
  'source-lines': ['recording', 'control', 'ring'],
  invariants: ['recording', 'control', 'events', 'ring'],
  cpu: [...PURE, 'control', 'debugfs'],
  reader: [...PURE, 'control', 'debugfs'],
  machine: BELOW_MACHINE,
  ops: ['ring', 'events', 'clock', 'merge'],
  lessons: [...BELOW_MACHINE, 'machine'],
  store: BELOW_STORE,
  api: [...BELOW_STORE, 'store'],
  ui: [...PURE, 'recording', 'source-lines', 'lessons', 'store', 'type api'],
  'service-worker': [],
  'main.tsx': ['ui', 'api', 'store', 'service-worker'],
  e2e: ['type api', 'lessons'],
}

/** Pure files that the page may use although the rest of their folder is not for it. */
const PURE_FILES = { ui: ['src/machine/machine-config.ts', 'src/machine/machine-state.ts'] }

/** Folder → the packages that it may import; a folder that is not named here imports none. */
const PACKAGES = {
  ops: /^node:/,
  lessons: /^(valibot|@valibot\/to-json-schema|node:|vite)/,
  store: /^(zustand|d3-)/,
  ui: /^(react|react-resizable-panels|cmdk|zustand|d3-|@tanstack\/|@fontsource)/,
  'service-worker': /^(node:|vite$)/,
  'source-lines': /^(node:|vite$|virtual:stepped-source$)/,
  'main.tsx': /^(react|@fontsource)/,
  e2e: /^(@playwright\/test|@axe-core\/playwright|node:|vite$)/,
}

/** A name of the platform → the files of src/ that may use it. */
const PLATFORM = {
  self: /\.worker\.ts$/,
  Worker: /^(machine\/|ui\/rings\/density-painter\.ts$)/,
  requestAnimationFrame: /^ui\/frame-loop\.ts$/,
  performance: /^(clock\/|ui\/frame-loop\.ts$)/,
  'Math.random': /^(?!(ring|clock|events|merge|trace-files|workloads)\/)/,
  'Date.now': /^(?!(ring|clock|events|merge|trace-files|workloads)\/)/,
}

const IS_TEST = /(\.test\.tsx?$)|(^|\/)testing\/|^src\/bench\//

const complaints = [...listSources('src'), ...listSources('e2e')].flatMap((path) => {
  const { imports, names, stars } = readSource(path)
  const found = stars.map((from) => `re-exports all of ${from}: name what is meant`)
  if (!IS_TEST.test(path)) {
    found.push(...imports.map((one) => complainOfImport(path, one)), ...names.map((name) => complainOfName(path, name)))
  }
  return [...new Set(found)].filter(Boolean).map((complaint) => `${path} ${complaint}`)
})
for (const complaint of complaints) console.error(complaint)
process.exitCode = complaints.length > 0 ? 1 : 0

function listSources(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
}

function complainOfImport(path, { from, isType }) {
  const folder = folderOf(path)
  if (!from.startsWith('.')) {
    return PACKAGES[folder]?.test(from) ? undefined : `imports the package ${from}, which ${folder} may not`
  }
  const target = posix.join(posix.dirname(path), from)
  // what runs while the page is built has Node's threads, as tests have them
  if (IS_TEST.test(target) && !path.endsWith('-plugin.ts')) return `imports ${from}, which is there for tests`
  const arrows = ARROWS[folder] ?? []
  const to = folderOf(target)
  const isAllowed = to === folder || arrows.includes(to) || (isType && arrows.includes(`type ${to}`))
  return isAllowed || PURE_FILES[folder]?.includes(target)
    ? undefined
    : `imports ${from}: there is no arrow ${folder} → ${to}`
}

/** `src/ring/rfc/writer.ts` → `ring`, `src/main.tsx` → `main.tsx`, `e2e/support/x.ts` → `e2e`. */
function folderOf(path) {
  const [top, folder] = path.split('/')
  return top === 'src' ? folder : top
}

function complainOfName(path, name) {
  if (!path.startsWith('src/') || PLATFORM[name].test(path.slice('src/'.length))) return undefined
  return `uses ${name}, which is not for this file`
}

/** What a file imports (worker URLs and `import()` too), which names of PLATFORM it uses, what it re-exports whole. */
function readSource(path) {
  const imports = []
  const names = []
  const stars = []
  const addImport = (source, kind) => {
    if (source?.type === 'Literal') imports.push({ from: source.value.split('?')[0], isType: kind === 'type' })
  }
  const addName = (name) => Object.hasOwn(PLATFORM, name) && names.push(name)
  const { program, errors } = parseSync(path, readFileSync(join(root, path), 'utf8'))
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)

  new Visitor({
    ImportDeclaration: (node) => addImport(node.source, node.importKind),
    ImportExpression: (node) => addImport(node.source),
    TSImportType: (node) => addImport(node.source, 'type'),
    ExportNamedDeclaration: (node) => addImport(node.source, node.exportKind),
    ExportAllDeclaration: (node) => {
      addImport(node.source, node.exportKind)
      stars.push(node.source.value)
    },
    NewExpression: (node) => {
      const [source, base] = node.arguments
      const isModuleUrl = base?.object?.type === 'MetaProperty' && /\.tsx?$/.test(source.value)
      if (node.callee.name === 'URL' && isModuleUrl) addImport(source)
      if (node.callee.name === 'Worker') addName('Worker')
    },
    MemberExpression: (node) => {
      if (node.object.name === 'self' || node.object.name === 'performance') addName(node.object.name)
      addName(`${node.object.name}.${node.property.name}`)
    },
    CallExpression: (node) => {
      if (node.callee.name === 'requestAnimationFrame' || node.callee.property?.name === 'requestAnimationFrame')
        addName('requestAnimationFrame')
    },
  }).visit(program)
  return { imports, names, stars }
}
