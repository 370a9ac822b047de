/** Makes the bundle for Workers: one script, as small as it gets gzipped, and the assets beside it. */
import { cpSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { standIn, writeLists } from './lists.ts'
import { type Graph, inOrder } from './order.ts'
import { buildParts } from './parts.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const entry = join(root, 'src', 'worker.ts')
const parts = join(root, 'dist', 'worker')

/** What stands in the place of which package: these without what is loaded and nobody here uses. */
const instead = {
  '@microsoft/microsoft-graph-client': 'microsoft-graph-client/asked.js',
  'googleapis-common': 'googleapis-common.js',
  'ical-generator': '../../scripts/worker/ical-generator.ts',
  nodemailer: 'nodemailer/nodemailer.js',
  postgres: 'postgres/src/index.js',
  tldts: 'tldts.js',
  'windows-iana': 'windows-iana.js',
  zod: 'zod/index.js',
}
const alias = Object.fromEntries(Object.entries(instead).map(([name, path]) => [name, join(parts, path)]))

/**
 * Writes `worker.js` and its source map, and what is published beside it into `public`.
 * @returns the modules that were read for it, by their paths from the root
 */
export async function buildBundle(folder: string): Promise<readonly string[]> {
  buildParts(parts)
  const graph = await bundle(entry, folder)
  // Once more, in an order in which gzip finds more of what it has seen already.
  const own = [...graph].filter(([path]) => path.startsWith('src/') && path !== relative(root, entry))
  await bundle(ordered, folder, inOrder(new Map(own)))
  publish(join(folder, 'public'))
  return [...graph.keys()]
}

/** What pages load, as they load it everywhere, and the lists that the Worker itself asks for. */
function publish(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  for (const name of ['assets', '_headers'])
    cpSync(join(root, 'src/web', name), join(folder, name), { recursive: true })
  writeLists(folder)
}

/** The module that loads all others in order; there is no such file. */
const ordered = '\0ordered'

async function bundle(input: string, folder: string, order: readonly string[] = []): Promise<Graph> {
  const graph = new Map<string, readonly string[]>()
  const imports = order.map((path) => `import ${JSON.stringify(join(root, path))}\n`).join('')
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'neutral',
    tsconfig: join(root, 'tsconfig.json'),
    resolve: {
      alias,
      conditionNames: ['workerd', 'worker', 'browser', 'import', 'module'],
      mainFields: ['browser', 'module', 'main'],
    },
    // What a Worker has by itself.
    external: /^(?:node|cloudflare):/,
    plugins: [
      {
        name: 'ordered',
        resolveId: (id) => (id === ordered ? id : null),
        load: (id) => (id === ordered ? `${imports}export { default } from ${JSON.stringify(entry)}\n` : standIn(id)),
        moduleParsed({ id, importedIds }) {
          graph.set(
            relative(root, id),
            importedIds.map((imported) => relative(root, imported)),
          )
        },
      },
    ],
    optimization: { inlineConst: true },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  await build.write({
    file: join(folder, 'worker.js'),
    format: 'esm',
    codeSplitting: false,
    minify: true,
    comments: false,
    sourcemap: true,
  })
  await build.close()
  return graph
}
