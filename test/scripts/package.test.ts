/** The package that npm installs: what is in it, what is not, and that it runs where there is nothing else of ours. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Packed, pack, stage } from '../../scripts/release/package.ts'
import { type Tried, tryOut } from '../../scripts/release/try-out.ts'
import { dataFolder } from '../../scripts/start/home.js'
import { asCalled } from '../../src/node/called.ts'

let folder: string
let staged: string
let packed: Packed
let tried: Tried
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-package-'))
  staged = join(folder, 'package')
  await stage(staged)
  packed = pack(staged, folder)
  tried = await tryOut(packed.path)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the archive', () => {
  test('holds the program as it was built, its migrations, an empty database, documents and licences, and nothing else', () => {
    const kinds = [
      /^build\/latest$/,
      /^build\/[\da-f]{16}\/(package\.json|database\.tar\.gz|drizzle\/.+\.(sql|json)|src\/node\.js(\.map)?|src\/parts\/[\w.-]+|src\/web\/assets\/((fonts|icons)\/)?[\w.-]+)$/,
      /^scripts\/start\/\w[\w-]*\.js$/,
      /^docs\/(de\/)?[\w-]+\.md$/,
      /^docs\/deploy\/[\w.-]+$/,
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|NOTICE\.md)$/,
    ]
    expect(packed.files.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([])
    for (const kind of kinds)
      expect(packed.files.filter((path) => kind.test(path)).length, String(kind)).toBeGreaterThan(0)
    const builds = new Set(packed.files.flatMap((path) => /^build\/([\da-f]{16})\//.exec(path)?.[1] ?? []))
    expect(builds.size).toBe(1)
  })

  test('asks npm for nothing, and runs nothing when it is installed', () => {
    const about = JSON.parse(readFileSync(join(staged, 'package.json'), 'utf8')) as Record<string, unknown>
    const own = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; engines: unknown }
    expect(about).toMatchObject({ name: 'coffee-soon', version: own.version, engines: own.engines, license: 'MIT' })
    for (const key of ['dependencies', 'devDependencies', 'private', 'allowScripts'])
      expect(about).not.toHaveProperty(key)
    for (const name of ['prepare', 'install', 'postinstall', 'preinstall'])
      expect(about.scripts).not.toHaveProperty(name)
  })

  test('has every file that a document of it leads to, pictures aside', () => {
    const leads = globSync('{README.md,docs/*.md,docs/de/*.md}', { cwd: staged }).flatMap((page) =>
      [...readFileSync(join(staged, page), 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)#\s]+)/g)].map(
        ([, path = '']) => [page, join(dirname(page), path)] as const,
      ),
    )
    expect(leads.length).toBeGreaterThan(30)
    const elsewhere = (path: string) => existsSync(path) && !/^docs\/(?!pictures)/.test(path)
    expect(leads.filter(([, path]) => !existsSync(join(staged, path)) && !elsewhere(path))).toEqual([])
    expect(leads.filter(([page, path]) => page === 'README.md' && !existsSync(join(staged, path)))).toEqual([])
  })
})

describe('in an empty folder', () => {
  test('it starts, serves the first page, and ends when it is told to', () => {
    expect(tried.version).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version)
    expect(tried.landing).toContain('Three people a week, worth a coffee')
  })

  test('its data lies in the home of who runs it, and another project’s .env is not taken for its own', () => {
    expect(tried.written).toContain('database')
    expect(tried.help).toMatch(/Data lies in \S+\/data\/coffee-soon,/)
    expect(tried.doctor).toContain('None yet; the first start makes it in')
    expect(tried.doctor).not.toContain('DATABASE_URL')
  })

  test('its help names each command, and sentences name them as they are called there', () => {
    for (const name of ['doctor', 'import', 'backup', 'restore', '--version'])
      expect(tried.help).toMatch(new RegExp(`^coffee-soon ${name}\\b`, 'm'))
    expect(tried.doctor).not.toContain('npm run')
    expect(asCalled('See `npm run backup -- FILE`, or npm start.', 'npx coffee-soon')).toBe(
      'See `npx coffee-soon backup FILE`, or npx coffee-soon.',
    )
    expect(asCalled('npm run doctor', undefined)).toBe('npm run doctor')
  })
})

describe('the command', () => {
  const call = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/start/coffee-soon.js', ...args], { encoding: 'utf8' })

  test('says of a command that it does not have that there is none', () => {
    const { status, stderr } = call('leter')
    expect([status, stderr.split('\n')[0]]).toEqual([2, 'There is no command "leter".'])
  })

  test('offers every command of package.json that runs the program', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const { stdout } = call('--help')
    for (const [name, script] of Object.entries(scripts))
      if (script === `node scripts/start/start.js ${name}`)
        expect(stdout).toMatch(new RegExp(`^coffee-soon ${name} `, 'm'))
  })

  test('says on an old Node which one it needs, in a sentence', () => {
    const old = join(folder, 'old.mjs')
    const path = join(staged, 'scripts/start/coffee-soon.js')
    const script = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' })
process.argv.splice(1, 1, ${JSON.stringify(path)})
await import(${JSON.stringify(path)})`
    mkdirSync(dirname(old), { recursive: true })
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script, '--', 'x', 'doctor'],
      {
        encoding: 'utf8',
      },
    )
    expect(stderr).toMatch(
      /^Node 18\.20\.0 is too old: 22\.12 or newer is needed\..* npx -p node@24 -p coffee-soon coffee-soon\n$/,
    )
    expect(status).toBe(1)
  })
})

describe('the data folder', () => {
  const at = (platform: string, env: Record<string, string>) => dataFolder({ platform, env, home: '/home/sam' })

  test('is where each system keeps such things', () => {
    expect(at('linux', {})).toBe('/home/sam/.local/share/coffee-soon')
    expect(at('linux', { XDG_DATA_HOME: '/srv/data' })).toBe('/srv/data/coffee-soon')
    expect(at('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/sam/.local/share/coffee-soon')
    expect(at('darwin', {})).toBe('/home/sam/Library/Application Support/coffee-soon')
    expect(at('win32', { LOCALAPPDATA: '/users/sam/local' })).toBe('/users/sam/local/coffee-soon')
  })
})
