/** What the package says of itself: package.json without what only building and testing need, because all of it is built. */

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly type: string
  readonly bin: Readonly<Record<string, string>>
  readonly engines: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

/** What a package holds beside its manifest; npm adds README.md and LICENSE by itself. */
export const held = ['build', 'scripts', 'docs', 'CHANGELOG.md', 'NOTICE.md'] as const

/** The scripts that run what was built, which is how the command knows what this version can do. */
const isRun = ([, script]: [string, string]) => script.startsWith('node scripts/start/start.js')

/** The manifest of the package: no dependency, since the build holds its libraries, and nothing that runs when it is installed. */
export const manifestOf = ({ name, version, description, license, type, bin, engines, scripts }: Manifest) => ({
  name,
  version,
  description,
  license,
  type,
  bin,
  engines,
  files: held,
  scripts: Object.fromEntries(Object.entries(scripts).filter(isRun)),
})
