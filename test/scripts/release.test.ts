/** A release, in a clone of its own: what it refuses, what it writes, and that a trial leaves nothing behind. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { notesOf, planRelease, sectionsOf } from '../../scripts/release/plan.ts'
import { release } from '../../scripts/release/release.ts'

const changelog = `# Changelog

## 0.2.0, not released yet

- Letters on a terminal: \`npm run letter\`.
- # is no comment here.

## 0.1.0, 2026-10-01

- A letter once a week.
`
const tree = { changelog, tags: ['v0.1.0'], status: '', today: '2026-11-30' }

describe('is refused', () => {
  test.each([
    ['where something is not committed', { status: ' M README.md\n' }, /not committed/],
    [
      'where the topmost section has its day',
      { changelog: changelog.replace('not released yet', '2026-11-01') },
      /0\.2\.0, was released on 2026-11-01/,
    ],
    ['where the section is empty', { changelog: changelog.replace(/^- (Letters|#).*\n/gm, '') }, /says nothing/],
    ['where the tag is there', { tags: ['v0.1.0', 'v0.2.0'] }, /0\.2\.0 exists already/],
    [
      'where the version was released before',
      { changelog: changelog.replace('0.1.0, 2026', '0.2.0, 2026') },
      /0\.2\.0 exists already/,
    ],
    ['where a newer one is there', { tags: ['v0.10.0'] }, /0\.2\.0 is older than 0\.10\.0/],
    ['where there is no section', { changelog: '# Changelog\n' }, /has no section/],
  ])('%s', (_, change, why) => {
    expect(planRelease({ ...tree, ...change })).toMatch(why)
  })
})

test('the changelog of this repository can be read, and its topmost section says what is new', () => {
  const [top] = sectionsOf(readFileSync('CHANGELOG.md', 'utf8'))
  expect(top?.version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(top?.text.match(/^- /gm)?.length).toBeGreaterThan(0)
})

/** A repository with one commit, and a clone of it. */
function clone() {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-release-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [origin, here] = [join(folder, 'origin'), join(folder, 'clone')]
  const settings = [
    '-c',
    'user.name=Nobody',
    '-c',
    'user.email=nobody@example.org',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'tag.gpgsign=false',
  ]
  const git = (at: string, ...args: string[]) =>
    execFileSync('git', [...settings, ...args], { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  git(folder, 'init', '--quiet', origin)
  const version = '  "version": "0.1.0",\n'
  writeFileSync(join(origin, 'CHANGELOG.md'), changelog)
  writeFileSync(join(origin, 'package.json'), `{\n  "name": "coffee-soon",\n${version}  "private": true\n}\n`)
  writeFileSync(
    join(origin, 'package-lock.json'),
    `${JSON.stringify({ name: 'coffee-soon', version: '0.1.0', packages: { '': { version: '0.1.0' } } }, null, 2)}\n`,
  )
  git(origin, 'add', '.')
  git(origin, 'commit', '--quiet', '--message', 'begin')
  git(origin, 'tag', 'v0.1.0')
  git(folder, 'clone', '--quiet', origin, here)
  for (const [name, value] of [
    ['user.name', 'Nobody'],
    ['user.email', 'nobody@example.org'],
    ['commit.gpgsign', 'false'],
    ['tag.gpgsign', 'false'],
  ])
    git(here, 'config', name ?? '', value ?? '')
  const read = (name: string) => readFileSync(join(here, name), 'utf8')
  return { here, git: (...args: string[]) => git(here, ...args), read }
}

async function run(here: string, options: { go: boolean; prove?: (version: string) => Promise<string> }) {
  const said: string[] = []
  const prove = options.prove ?? (async (version: string) => `archive of ${version}`)
  const code = await release({
    folder: here,
    go: options.go,
    today: '2026-11-30',
    prove,
    say: (line) => said.push(line),
  })
  return { code, said: said.join('\n') }
}

describe('in a clone', () => {
  test('a trial writes the version for the archive, and puts everything back', async () => {
    const { here, git, read } = clone()
    let seen = ''
    const prove = async (version: string) => {
      seen = `${read('CHANGELOG.md')}${read('package.json')}`
      return `archive of ${version}`
    }
    const { code, said } = await run(here, { go: false, prove })
    expect(code).toBe(0)
    expect(seen).toContain('## 0.2.0, 2026-11-30')
    expect(seen).toContain('"version": "0.2.0"')
    expect(said).toContain('archive of 0.2.0')
    expect(said).toContain('- Letters on a terminal')
    expect([git('status', '--porcelain'), git('tag', '--list').trim()]).toEqual(['', 'v0.1.0'])
    expect(read('CHANGELOG.md')).toBe(changelog)
  })

  test('one in earnest commits version and day, and the tag says what is new', async () => {
    const { here, git, read } = clone()
    expect(await run(here, { go: true })).toMatchObject({
      code: 0,
      said: expect.stringContaining('git push --follow-tags'),
    })
    expect(git('status', '--porcelain')).toBe('')
    expect(git('log', '-1', '--format=%s').trim()).toBe('release: 0.2.0, as the changelog has it')
    expect(git('tag', '--list', '--format=%(contents)', 'v0.2.0').trim()).toBe(
      'Coffee soon? 0.2.0\n\n- Letters on a terminal: `npm run letter`.\n- # is no comment here.',
    )
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({
      version: '0.2.0',
      packages: { '': { version: '0.2.0' } },
    })
    expect(notesOf(read('CHANGELOG.md'), 'v0.2.0')).toMatch(/^- Letters on a terminal/)
    expect(() => notesOf(read('CHANGELOG.md'), 'v0.1.0')).toThrow(/v0\.1\.0 is not what/)
    // A second one has nothing to release.
    expect((await run(here, { go: true })).code).toBe(1)
  })

  test('an archive that does not run is the end of it, and everything is put back', async () => {
    const { here, git } = clone()
    const prove = () => Promise.reject(new Error('it ended with 1'))
    await expect(run(here, { go: true, prove })).rejects.toThrow('it ended with 1')
    expect([git('status', '--porcelain'), git('tag', '--list').trim()]).toEqual(['', 'v0.1.0'])
  })

  test('what is not committed stops it before anything is written', async () => {
    const { here, read } = clone()
    writeFileSync(join(here, 'notes.txt'), 'mine\n')
    expect(await run(here, { go: true })).toEqual({ code: 1, said: expect.stringContaining('not committed') })
    expect(read('CHANGELOG.md')).toBe(changelog)
  })
})
