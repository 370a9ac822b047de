import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Each room with the rooms it may import. What is not named here is one of the shared words at the top of src. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  entry: ['node', 'web', 'work', 'sync', 'mail', 'people', 'db', 'providers', 'sample'],
  node: ['import', 'mail', 'work', 'backtest', 'digest', 'people', 'zone', 'providers', 'db'],
  import: ['work', 'sync', 'digest', 'people', 'db', 'providers'],
  web: ['work', 'coffee', 'digest', 'people', 'zone', 'db', 'providers'],
  work: ['sync', 'backtest', 'coffee', 'digest', 'people', 'zone', 'db', 'providers'],
  sync: ['db', 'providers'],
  mail: [],
  coffee: ['people', 'zone'],
  backtest: ['digest', 'people'],
  digest: ['people'],
  people: [],
  zone: [],
  db: [],
  providers: [],
  sample: [],
}
/** Type-only imports that carry a word, not a behaviour. */
const typesFromAnywhere = /^(people|providers|digest|coffee|backtest)\/types\.ts$/
const entries = new Set(['node.ts', 'serve.ts', 'worker.ts', 'app.tsx'])

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
  /** Loaded when it comes to that, and not before. */
  readonly late: boolean
}

const files = globSync('src/**/*.{ts,tsx}')
const imports = files.flatMap((file): Import[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(import|export)( type)? [^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ].map((match) => {
    const target = match[3] ?? match[4] ?? match[5] ?? ''
    return {
      from: relative('src', file),
      to: target.startsWith('.') ? relative('src', join(dirname(file), target)) : target,
      typeOnly: match[2] !== undefined,
      late: match[5] !== undefined,
    }
  }),
)
const room = (path: string) => (entries.has(path) ? 'entry' : path.includes('/') ? (path.split('/')[0] ?? '') : 'word')
const isInner = (path: string) => /\.tsx?$/.test(path)

describe('the house', () => {
  test('is read whole', () => {
    expect(files.length).toBeGreaterThan(40)
    expect(imports.length).toBeGreaterThan(150)
  })

  test('rooms import only the rooms below them', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (!isInner(to) || room(from) === room(to) || room(to) === 'word' || room(from) === 'word') return false
      if (typeOnly && typesFromAnywhere.test(to)) return false
      return !mayImport[room(from)]?.includes(room(to))
    })
    expect(wrong).toEqual([])
  })

  test('shared words import no room, but for types of providers and people', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => room(from) === 'word' && isInner(to) && room(to) !== 'word' && !typeOnly,
    )
    expect(wrong).toEqual([])
  })

  test('only the entry for Node, what it alone imports and the sample touch node:*', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        to.startsWith('node:') && from !== 'node.ts' && from !== 'serve.ts' && !/^(node|sample)\//.test(from),
    )
    expect(wrong).toEqual([])
  })

  test('only google/ knows Google and microsoft/ Microsoft, only the opening of the database knows a driver, only the worker knows Cloudflare', () => {
    const known: readonly [RegExp, RegExp][] = [
      [/^@googleapis\//, /^(providers\/google|sample)\//],
      [/^(@microsoft\/|windows-iana)/, /^(providers\/microsoft|sample)\//],
      [/^(postgres|@electric-sql\/pglite|drizzle-orm\/(pglite|postgres-js).*)$/, /^db\/(open|embedded|server)\.ts$/],
      [/^(cloudflare:|@cloudflare\/)/, /^worker(\.ts|\/)/],
      [/^openid-client$/, /^providers\/oauth\.ts$/],
      [/^nodemailer/, /^mail\//],
    ]
    const wrong = imports.filter(({ from, to }) =>
      known.some(([library, home]) => library.test(to) && !home.test(from)),
    )
    expect(wrong).toEqual([])
  })

  test('no file imports itself in a circle', () => {
    const edges = Map.groupBy(
      imports.filter(({ to, typeOnly }) => isInner(to) && !typeOnly),
      ({ from }) => from,
    )
    const done = new Set<string>()
    const circles: string[][] = []
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file])
      if (done.has(file) || path.includes(file)) return
      for (const { to } of edges.get(file) ?? []) visit(to, [...path, file])
      done.add(file)
    }
    for (const file of edges.keys()) visit(file, [])
    expect(circles).toEqual([])
  })

  /** What is loaded at once with a file: every package, by its name. */
  function packagesOf(file: string, seen = new Set<string>()): Set<string> {
    const found = new Set<string>()
    seen.add(file)
    for (const { to } of imports.filter((one) => one.from === file && !one.typeOnly && !one.late))
      if (!isInner(to)) found.add(/^(?:@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to)
      else if (!seen.has(to)) for (const name of packagesOf(to, seen)) found.add(name)
    return found
  }

  test('a command loads what it uses: the settings nothing but the settings, the doctor no database, an import no provider', () => {
    const packages = (file: string) => [...packagesOf(file)].filter((name) => !name.startsWith('node:'))
    expect(packages('node.ts')).toEqual(['zod'])
    for (const heavy of ['drizzle-orm', '@electric-sql', '@googleapis', 'hono'])
      expect(packages('node/doctor.ts').filter((name) => name.startsWith(heavy))).toEqual([])
    for (const file of ['node/database.ts', 'node/backtest.ts', 'node/import.ts'])
      expect(
        packages(file).filter((name) => /^(@googleapis|@microsoft|nodemailer)/.test(name)),
        file,
      ).toEqual([])
    expect(packages('serve.ts')).toEqual(expect.arrayContaining(['hono', '@googleapis/gmail', 'drizzle-orm']))
  })

  test('people, digest, coffee, zone and backtest are pure: no clock, no chance, no network', () => {
    for (const file of globSync('src/{people,digest,coffee,zone,backtest}/**/*.{ts,tsx}'))
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/Date\.now|Temporal\.Now|Math\.random|\bfetch\(/)
  })

  test('every file says in its first line why it exists', () => {
    for (const file of files) expect(readFileSync(file, 'utf8'), file).toMatch(/^\/\*\*/)
  })
})
