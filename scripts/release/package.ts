/**
 * `npm run package`: lays out in dist/package what npm installs, and packs it into dist/coffee-soon-VERSION.tgz. It is the
 * program as it was built, an empty database and the documents that it names. Nothing of it has to be built or downloaded.
 * `npm run package -- --try` runs the archive in an empty folder as well.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfChanged } from '../start/ensure.js'
import { type Manifest, manifestOf } from './manifest.ts'
import { triedWords, tryOut } from './try-out.ts'

/** What starts it; building it is not among them. */
const starting = ['coffee-soon', 'start', 'run', 'ensure', 'engine', 'seen', 'sources', 'home', 'traces', 'version']

/** Of the documents only the pictures stay where they are. */
const isDocument = (path: string) => !path.startsWith(join('docs', 'pictures'))

/**
 * Lays out the package in a folder, in the place of what is there.
 * @throws Error where there is nothing to build from
 */
export async function stage(to: string): Promise<void> {
  const build = await buildIfChanged(console.error)
  if (!build) throw new Error('There are no sources here.')
  rmSync(to, { recursive: true, force: true })
  for (const folder of ['build', 'scripts/start', 'docs']) mkdirSync(join(to, folder), { recursive: true })
  // What V8 made of it is of this machine, and so is how the sources looked.
  const filter = (path: string) => path !== join(build, 'compiled') && path !== join(build, 'looks')
  cpSync(build, join(to, 'build', basename(build)), { recursive: true, filter })
  writeFileSync(join(to, 'build', 'latest'), `${basename(build)}\n`)
  for (const name of starting) copyFileSync(`scripts/start/${name}.js`, join(to, 'scripts/start', `${name}.js`))
  cpSync('docs', join(to, 'docs'), { recursive: true, filter: isDocument })
  for (const name of ['LICENSE', 'NOTICE.md', 'CHANGELOG.md']) copyFileSync(name, join(to, name))
  copyFileSync('scripts/release/README.md', join(to, 'README.md'))
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifestOf(own), null, 2)}\n`)
}

export interface Packed {
  readonly path: string
  /** Of the archive. */
  readonly bytes: number
  readonly files: readonly string[]
}

/** Packs what was laid out, by npm itself. @param into the folder in which the archive is put */
export function pack(staged: string, into: string): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into]
  const options = { cwd: staged, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 } as const
  const told = JSON.parse(
    execFileSync('npm', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' }),
  ) as Told[] | Record<string, Told>
  // A list until npm 11, a record by name since.
  const [one] = Array.isArray(told) ? told : Object.values(told)
  if (!one) throw new Error('npm packed nothing.')
  return { path: join(into, one.filename), bytes: one.size, files: one.files.map(({ path }) => path) }
}

interface Told {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

/** Both, into dist. */
export async function makePackage(): Promise<Packed> {
  const staged = join(process.cwd(), 'dist', 'package')
  await stage(staged)
  return pack(staged, join(process.cwd(), 'dist'))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { path, bytes, files } = await makePackage()
  console.log(`${path}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`)
  if (process.argv.includes('--try')) console.log(triedWords(await tryOut(path)))
}
