/** Makes what `npm start` runs: the sources in a few files, what they read beside them, and an empty database. */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builds, latest, root } from './sources.js'

/** One to run while the next is made, one to go back to: what is running loads its parts as it needs them. */
const kept = 3

/** Libraries of CommonJS among modules ask for what Node has by `require`. */
const requiring =
  "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);"

/**
 * Builds into a folder of its own, which gets its name in one step when it is whole: whoever starts at the same time builds
 * another, and one of the two is kept.
 * @param {string} hash of the sources, the name of what is built from them
 * @returns {Promise<string>} the folder
 */
export async function build(hash) {
  const done = join(builds, hash)
  const draft = `${done}.draft-${process.pid}-${Date.now()}`
  try {
    const loaded = await bundle(join(draft, 'src'))
    // As the sources have it beside them, so that the same paths lead there.
    for (const path of ['package.json', 'drizzle', 'src/web/assets'])
      cpSync(join(root, path), join(draft, path), { recursive: true })
    addEngine(join(draft, 'src'))
    // By the very program that will open it.
    execFileSync(process.execPath, [join(draft, 'src/prepare.js'), draft], { stdio: ['ignore', 'ignore', 'inherit'] })
    for (const name of ['prepare.js', 'prepare.js.map']) rmSync(join(draft, 'src', name))
    settle(draft, done)
    warm(done, loaded)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  writeFileSync(`${done}.draft-latest-${process.pid}`, `${hash}\n`)
  renameSync(`${done}.draft-latest-${process.pid}`, latest)
  removeOld(hash)
  return done
}

/** @param {string} outdir @returns {Promise<string[]>} what a start and an import load, by its path there */
async function bundle(outdir) {
  const { build: esbuild } = await import('esbuild')
  const { metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: { node: 'src/node.ts', prepare: 'src/node/prepare.ts' },
    metafile: true,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    chunkNames: 'parts/[name]-[hash]',
    // A stack names files and lines of the sources; the text of them stays where it is.
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: requiring },
    logLevel: 'error',
  })
  return Object.entries(metafile.outputs)
    .filter(([, { entryPoint }]) => entryPoint && loadedAtStart.includes(entryPoint))
    .map(([path]) => relative(outdir, join(root, path)))
}

const loadedAtStart = ['src/serve.ts', 'src/node/import-command/command.ts', 'src/db/embedded/start.ts']

/** @param {string} folder where the bundle looks for them */
function addEngine(folder) {
  const dist = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  for (const name of ['pglite.wasm', 'pglite.data', 'initdb.wasm']) {
    const to = join(folder, 'parts', name)
    mkdirSync(dirname(to), { recursive: true })
    try {
      linkSync(join(dist, name), to)
    } catch {
      copyFileSync(join(dist, name), to)
    }
  }
}

/** @param {string} draft @param {string} done */
function settle(draft, done) {
  try {
    renameSync(draft, done)
  } catch (error) {
    // Somebody was quicker with the very same.
    if (!existsSync(done)) throw error
  }
}

/**
 * Leaves what V8 makes of the files beside them: an image is not written to once it runs.
 * @param {string} done the folder of the build @param {string[]} files
 */
function warm(done, files) {
  const loads = files.map((path) => `await import(${JSON.stringify(pathToFileURL(join(done, 'src', path)).href)})`)
  // Set up as it is to run: what V8 made under other flags is none of its own.
  const engine = JSON.stringify(new URL('engine.js', import.meta.url).href)
  const keep = `setUp(${JSON.stringify(done)})`
  const script = [`import { setUp } from ${engine}`, keep, ...loads].join('\n')
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'ignore', 'inherit'] })
}

const draftMs = 10 * 60_000

/** @param {string} newest its hash */
function removeOld(newest) {
  const entries = readdirSync(builds)
    .filter((name) => name !== newest && name !== 'latest')
    .map((name) => ({ name, madeAt: statSync(join(builds, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => b.madeAt - a.madeAt)
  const drafts = entries.filter(({ name, madeAt }) => name.includes('.draft-') && Date.now() - madeAt > draftMs)
  const old = entries.filter(({ name }) => !name.includes('.draft-')).slice(kept - 1)
  for (const { name } of [...drafts, ...old]) rmSync(join(builds, name), { recursive: true, force: true })
}
