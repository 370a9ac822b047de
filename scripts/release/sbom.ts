/**
 * `npm run sbom`: prints the bill of materials of a running program, as CycloneDX. `npm sbom --omit dev` leaves out what tests
 * use as well (npm 11: nodemailer, tsx), so the whole bill is asked for, and what package-lock.json calls a development
 * dependency is taken out of it.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
}

interface Bill {
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

const asked = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx']
const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' } as const
const bill = JSON.parse(execFileSync('npm', asked, options)) as Bill
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dev?: boolean; readonly devOptional?: boolean }>
  >
}

const held = new Set(
  Object.entries(packages).flatMap(([path, { version, dev, devOptional }]) =>
    path && !dev && !devOptional ? [`${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`] : [],
  ),
)
const isRun = ({ name, version }: Component) => held.has(`${name}@${version}`)

const components = bill.components.filter(isRun)
const out = new Set(bill.components.filter((one) => !isRun(one)).map((one) => one['bom-ref']))
const dependencies = bill.dependencies
  .filter(({ ref }) => !out.has(ref))
  .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((ref) => !out.has(ref)) }))
console.log(JSON.stringify({ ...bill, components, dependencies }, null, 2))
