/** The workflow that releases: what it may do, in which order, and that it runs nothing that this repository does not have. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

interface Job {
  readonly needs?: string | readonly string[]
  readonly if?: string
  readonly 'runs-on': string
  readonly 'timeout-minutes'?: number
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly tags?: readonly string[] }>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

// Strict: a key that stands twice, or a tab, is a fault.
const workflow = parse(readFileSync('.github/workflows/release.yml', 'utf8'), {
  strict: true,
  uniqueKeys: true,
}) as Workflow
const jobs = Object.entries(workflow.jobs)
const steps = jobs.flatMap(([job, { steps }]) => steps.map((step) => ({ job, ...step })))
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

describe('the release workflow', () => {
  test('runs on a tag that is a version, and on nothing else', () => {
    expect(Object.keys(workflow.on)).toEqual(['push'])
    expect(workflow.on.push).toEqual({ tags: ['v[0-9]+.[0-9]+.[0-9]+'] })
  })

  test('may do nothing by itself, and each job only what it needs', () => {
    expect(workflow.permissions).toEqual({})
    const may = Object.fromEntries(
      jobs.map(([name, { permissions }]) => [
        name,
        Object.entries(permissions ?? {})
          .flatMap(([what, how]) => (how === 'write' ? [what] : []))
          .sort(),
      ]),
    )
    expect(may).toEqual({
      check: [],
      package: ['attestations', 'id-token'],
      image: ['attestations', 'id-token', 'packages'],
      publish: ['id-token'],
      release: ['contents'],
    })
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(given).toEqual({ 'persist-credentials': false })
  })

  test('publishes nothing before everything was tested, and each job has an end', () => {
    for (const [name, { needs, 'timeout-minutes': minutes, 'runs-on': on }] of jobs) {
      expect(minutes, name).toBeGreaterThan(0)
      expect(on, name).not.toMatch(/latest/)
      expect([needs ?? []].flat().every((one) => one in workflow.jobs)).toBe(true)
      if (name !== 'check') expect([needs ?? []].flat().length, name).toBeGreaterThan(0)
    }
    expect(workflow.jobs.check?.steps.map(({ run }) => run)).toContain('.ci/run')
    expect(workflow.jobs.publish?.if).toBe("vars.NPM_PUBLISH == 'true'")
  })

  test('names each action by a version or a commit, never by a branch', () => {
    const used = steps.flatMap(({ uses }) => uses ?? [])
    expect(used.length).toBeGreaterThan(10)
    expect(used.filter((one) => !/^[\w-]+\/[\w-]+@(v\d+(\.\d+)*|[\da-f]{40})$/.test(one))).toEqual([])
    // One action, one version.
    const versions = new Map<string, Set<string>>()
    for (const [name = '', version = ''] of used.map((one) => one.split('@')))
      versions.set(name, (versions.get(name) ?? new Set()).add(version))
    for (const [name, set] of versions) expect([name, set.size]).toEqual([name, 1])
  })

  test('puts nothing from outside into a shell, and runs only commands that are here', () => {
    for (const { run = '' } of steps) {
      expect(run).not.toContain('${{')
      for (const [, name = ''] of run.matchAll(/npm run (?:--silent )?([\w:]+)/g))
        expect(Object.keys(scripts)).toContain(name)
      for (const [path] of run.matchAll(/^\.[\w/.-]+/g)) expect(existsSync(path), path).toBe(true)
    }
  })

  test('makes the image for both kinds of processors, with its version, its origin and a signed bill of materials', () => {
    const image = workflow.jobs.image?.steps ?? []
    const build = image.find(({ uses }) => uses?.startsWith('docker/build-push-action@'))
    expect(build?.with).toMatchObject({
      platforms: 'linux/amd64,linux/arm64',
      push: true,
      sbom: true,
      provenance: 'mode=max',
    })
    const given = String(build?.with?.['build-args'])
    for (const name of ['VERSION', 'REVISION']) {
      expect(given).toMatch(new RegExp(`^${name}=`, 'm'))
      expect(readFileSync('Dockerfile', 'utf8')).toMatch(new RegExp(`^ARG ${name}=`, 'm'))
    }
    const order = image.map(({ uses, run }) => (uses?.split('@')[0] ?? run ?? '').slice(0, 34))
    const at = (what: string) => order.findIndex((one) => one.startsWith(what))
    for (const what of [
      'actions/attest-build-provenance',
      'actions/attest-sbom',
      'cosign sign --yes',
      'cosign attest --yes',
    ])
      expect(at(what), what).toBeGreaterThan(at('docker/build-push-action'))
    for (const { uses, with: given } of image)
      if (uses?.startsWith('actions/attest-'))
        expect(given).toMatchObject({
          'subject-digest': `\${{ steps.${build?.id}.outputs.digest }}`,
          'push-to-registry': true,
        })
  })

  test('runs the archive before it is published, and publishes that one', () => {
    expect(workflow.jobs.package?.steps.map(({ run }) => run)).toContain('npm run package -- --try')
    expect(workflow.jobs.publish?.steps.at(-1)?.run).toContain('./dist/coffee-soon-*.tgz')
    expect([workflow.jobs.publish?.needs].flat()).toContain('package')
  })
})

test('the image says what it is', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8')
  for (const label of ['title', 'description', 'licenses', 'version', 'revision'])
    expect(dockerfile).toMatch(new RegExp(`org\\.opencontainers\\.image\\.${label}=`))
})
