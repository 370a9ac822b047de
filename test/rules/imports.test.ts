import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The files that start the program; every other file at the top of src is a word that all rooms may use. */
const entries = new Set(['node.ts', 'serve.ts', 'worker.ts', 'app.tsx'])

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
  /** Loaded when it comes to that, and not before. */
  readonly late: boolean
}

const files = globSync('src/**/*.{ts,tsx}')
const text = new Map(files.map((file) => [relative('src', file), readFileSync(file, 'utf8')]))
const imports = [...text].flatMap(([from, content]): Import[] =>
  [...content.matchAll(/^(import|export)( type)? [^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    (match) => {
      const target = match[3] ?? match[4] ?? match[5] ?? ''
      return {
        from,
        to: target.startsWith('.') ? relative('src', join('src', dirname(from), target)) : target,
        typeOnly: match[2] !== undefined,
        late: match[5] !== undefined,
      }
    },
  ),
)
const isInner = (path: string) => /\.tsx?$/.test(path)
const room = (path: string) => (entries.has(path) ? 'entry' : path.includes('/') ? (path.split('/')[0] ?? '') : 'word')

/** The table of rooms in docs/design.md: each with the rooms that it may import. */
const table = new Map(
  [...readFileSync('docs/design.md', 'utf8').matchAll(/^\| `([a-z]+)\/` \| [^|]+ \|([^|]*)\|$/gm)].map(
    ([, name = '', may = '']) => [
      name,
      may
        .split(',')
        .map((one) => one.trim().replaceAll('`', ''))
        .filter(Boolean),
    ],
  ),
)

describe('the house', () => {
  test('is read whole', () => {
    expect(files.length).toBeGreaterThan(300)
    expect(imports.length).toBeGreaterThan(1500)
  })

  test('has the rooms that docs/design.md draws', () => {
    const rooms = new Set([...text.keys()].map(room).filter((name) => name !== 'entry' && name !== 'word'))
    expect([...table.keys()].toSorted()).toEqual([...rooms].toSorted())
  })

  test('rooms import only the rooms that docs/design.md allows them, types included', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [here, there] = [room(from), room(to)]
      if (!isInner(to) || here === there || here === 'word' || here === 'entry' || there === 'word') return false
      return !table.get(here)?.includes(there)
    })
    expect(wrong).toEqual([])
  })

  test('every arrow that docs/design.md draws is used', () => {
    const used = new Set(imports.filter(({ to }) => isInner(to)).map(({ from, to }) => `${room(from)} -> ${room(to)}`))
    const idle = [...table]
      .flatMap(([name, may]) => may.map((other) => `${name} -> ${other}`))
      .filter((arrow) => !used.has(arrow))
    expect(idle).toEqual([])
  })

  test('shared words import no room, but for types', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => room(from) === 'word' && isInner(to) && room(to) !== 'word' && !typeOnly,
    )
    expect(wrong).toEqual([])
  })

  test('files import each other in no circle, not even of types', () => {
    expect(circles(imports.filter(({ to }) => isInner(to)).map(({ from, to }) => [from, to]))).toEqual([])
  })

  test('rooms side by side import each other in no circle, not even of types, on any floor', () => {
    const floors = new Set([...text.keys()].flatMap((file) => parents(file)))
    for (const floor of floors) {
      const inside = (path: string) => (floor === '' || path.startsWith(`${floor}/`)) && childOf(floor, path)
      const arrows = imports.flatMap(({ from, to }): [string, string][] => {
        const [here, there] = [inside(from), isInner(to) && inside(to)]
        return here && there && here !== there ? [[here, there]] : []
      })
      expect(circles(arrows), floor || 'src').toEqual([])
    }
  })

  test('no room holds more than 25 files, and no file but data and the schema more than 300 lines', () => {
    const counts = Map.groupBy(text.keys(), (file) => dirname(file))
    expect([...counts].filter(([, held]) => held.length > 25).map(([name]) => name)).toEqual([])
    const data = /^(config|db\/schema|people\/lexicons|sample\/history\/)/
    const long = [...text].filter(([file, content]) => content.split('\n').length > 301 && !data.test(file))
    expect(long.map(([file]) => file)).toEqual([])
  })

  test('only the entry for Node, what it alone imports and the sample touch node:*', () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith('node:') && !/^(node|serve)\.ts$|^(node|sample)\//.test(from),
    )
    expect(wrong).toEqual([])
  })

  test('each library has one home: SQL in db/, Google in google/, Microsoft in microsoft/, mail in mail/', () => {
    const known: readonly [RegExp, RegExp][] = [
      [/^drizzle-orm/, /^db\//],
      [/^@googleapis\//, /^(providers\/google|sample)\//],
      [/^@microsoft\//, /^(providers\/microsoft|sample)\//],
      [/^windows-iana$/, /^(providers\/(microsoft|standard\/calendar)|sample)\//],
      [
        /^(postgres|@electric-sql\/pglite|drizzle-orm\/(pglite|postgres-js).*)$/,
        /^db\/(rows\/bound|(server|embedded)\/.*)\.ts$/,
      ],
      [/^(cloudflare:|@cloudflare\/)/, /^worker(\.ts|\/)/],
      [/^postal-mime$/, /^providers\/standard\//],
      [/^rrule-temporal$/, /^providers\/standard\/calendar\//],
      [/^openid-client$/, /^providers\/oauth(-faults)?\.ts$/],
      [/^nodemailer/, /^mail\//],
      // Only Node has sockets for these two; its entry alone reaches them, so that no Worker holds them.
      [/^imapflow$/, /^providers\/imap\//],
      [/^undici$/, /^node\/net\//],
      [/^@modelcontextprotocol\//, /^web\/assistant\//],
    ]
    const wrong = imports.filter(({ from, to }) =>
      known.some(([library, home]) => library.test(to) && !home.test(from)),
    )
    expect(wrong).toEqual([])
  })

  test('a sample of one provider knows nothing of another one, and what they share knows none', () => {
    const sampleOf = (path: string) => /^sample\/(google|microsoft)\//.exec(path)?.[1]
    const wrong = imports.filter(({ from, to }) => {
      const there = isInner(to) && from.startsWith('sample/') ? sampleOf(to) : undefined
      return there !== undefined && there !== sampleOf(from)
    })
    expect(wrong).toEqual([])
  })

  test('which provider it is stands nowhere but where one is made, set up, or named to people: all else goes by its traits', () => {
    const mayName = [
      /^(providers|sample)\//,
      // Set up: the settings, the doctor, and the entry that starts the samples.
      /^(config|serve)\.ts$/,
      /^node\/doctor/,
      // Named to people: the buttons of the landing, and the page of how to set each up.
      /^web\/welcome\/(landing|setup|setup-steps)\.tsx$/,
    ]
    const named = [...text]
      .filter(([, content]) => /['"`/](google|microsoft)['"`/?]/.test(content))
      .map(([file]) => file)
    expect(named.filter((file) => !mayName.some((place) => place.test(file)))).toEqual([])
  })

  /** What is loaded at once with a file: every other file of the program. */
  function filesOf(file: string): Set<string> {
    const seen = new Set<string>()
    packagesOf(file, seen)
    return seen
  }

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
      expect(packages('node/doctor/doctor.ts').filter((name) => name.startsWith(heavy))).toEqual([])
    for (const file of ['node/database.ts', 'node/backtest.ts', 'node/import-command/command.ts'])
      expect(
        packages(file).filter((name) => /^(@googleapis|@microsoft|nodemailer|postgres$)/.test(name)),
        file,
      ).toEqual([])
    expect(packages('serve.ts')).toEqual(expect.arrayContaining(['hono', 'drizzle-orm']))
    // What only some have, or need at their first request: either database, the providers' libraries, a relay, assistants, the sample.
    const late = /^(@electric-sql|postgres$|@googleapis|@microsoft|@modelcontextprotocol|nodemailer)/
    expect(packages('serve.ts').filter((name) => late.test(name))).toEqual([])
    expect([...filesOf('serve.ts')].filter((file) => /^sample\/(google|microsoft|history\/build)/.test(file))).toEqual(
      [],
    )
  })

  test('people, letter, coffee, zone and backtest are pure: no clock, no chance, no network', () => {
    for (const file of globSync('src/{people,letter,coffee,zone,backtest}/**/*.{ts,tsx}'))
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/Date\.now|Temporal\.Now|Math\.random|\bfetch\(/)
  })

  test('every file says in its first line why it exists', () => {
    for (const [file, content] of text) expect(content, file).toMatch(/^\/\*\*/)
  })
})

/** Every folder that a file stands in, '' for src itself. */
const parents = (file: string): string[] => {
  const steps = dirname(file) === '.' ? [] : dirname(file).split('/')
  return ['', ...steps.map((_, index) => steps.slice(0, index + 1).join('/'))]
}

/** The room of this floor in which a file stands; '' for a file that stands on the floor itself. */
function childOf(floor: string, path: string): string {
  const below = floor === '' ? path : path.slice(floor.length + 1)
  return below.includes('/') ? (below.split('/')[0] ?? '') : ''
}

/** Each circle as the path that closes it. */
function circles(arrows: readonly (readonly [string, string])[]): string[][] {
  const edges = Map.groupBy(arrows, ([from]) => from)
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (node: string, path: readonly string[]) => {
    if (path.includes(node)) found.push([...path.slice(path.indexOf(node)), node])
    if (done.has(node) || path.includes(node)) return
    for (const [, to] of edges.get(node) ?? []) visit(to, [...path, node])
    done.add(node)
  }
  for (const node of edges.keys()) visit(node, [])
  return found
}
