/**
 * Makes the parts of the bundle for Workers that are packages without what is never asked of them; bundle.ts puts them in the
 * packages' places. Each is made of the package as it is installed.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepCalled } from './called.ts'
import { importing, laterAs } from './lists.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(here))
const packages = join(root, 'node_modules')

/** A package of which some files are left out: a folder of it, and what stands in the place of which files. */
interface Part {
  readonly folder: string
  /** Files of which everything refuses to be called. */
  readonly without: RegExp
  readonly instead?: Readonly<Record<string, string>>
  /** What the program asks for, of the file that has it: what is loaded late is else taken as a whole. */
  readonly asked?: string
}

const parts: Readonly<Record<string, Part>> = {
  nodemailer: {
    folder: 'nodemailer/dist/esm',
    // Relays by their name, pools and ways of sending that are not SMTP, sign-in by OAuth, what is fetched, proxies.
    without:
      /^(?:(?:well-known|smtp-pool|(?:sendmail|stream|json|ses)-transport|xoauth2|fetch)\/index|smtp-connection\/http-proxy-client)\.js$/,
    // What kind of file a name tells of: only attachments have one. Both answers are the package's own for what it does not know.
    instead: {
      // Read out of text is no address: each comes as an object.
      'addressparser/index.js': 'export default () => []\n',
      'mime-funcs/mime-types.js': `export const detectMimeType = () => 'application/octet-stream'
export const detectExtension = (type) => (/^\\s*text\\//i.test(type) ? 'txt' : 'bin')
`,
    },
  },
  // Without shapes told as JSON Schema, and read from it.
  zod: {
    folder: 'zod',
    without:
      /^v4\/(?:core\/(?:to-json-schema|json-schema-processors|json-schema-generator)|classic\/from-json-schema)\.js$/,
  },
  // Without batches, uploads, and every middleware that a client has which is made without any.
  'microsoft-graph-client': {
    folder: '@microsoft/microsoft-graph-client/lib/es/src',
    without: /^(?:HTTPClientFactory|CustomAuthenticationProvider)\.js$/,
    asked: "export { Client, ResponseType } from './browser/index.js'",
  },
  // Without large objects and what follows a replica.
  postgres: {
    folder: 'postgres/cf',
    without: /^src\/large\.js$/,
    // Each client makes its own when it is made.
    instead: {
      'src/subscribe.js': "export default () => () => { throw new Error('left out of the bundle for Workers') }\n",
    },
  },
}

/** @param folder where the parts are written; a folder beside scripts, two levels below the root */
export function buildParts(folder: string): void {
  for (const [name, part] of Object.entries(parts)) copyPart(part, join(folder, name))
  // Each kind of text that a schema could be told to be, such as a JWT, is held by a method of its own.
  const schemas = join(folder, 'zod/v4/classic/schemas.js')
  const callers = [join(root, 'src'), join(folder, 'zod/v4/classic'), join(folder, 'zod/v4/core')]
  write(schemas, keepCalled(readFileSync(schemas, 'utf8'), callers))
  const common = createRequire(import.meta.url)('googleapis-common/package.json') as { readonly version: string }
  write(
    join(folder, 'googleapis-common.js'),
    `import { createCommon } from '../../scripts/worker/googleapis-common.ts'\nexport const { AuthPlus, createAPIRequest, getAPI } = createCommon('${common.version}')\n`,
  )
  write(
    join(folder, 'tldts.js'),
    `${importing}import { createGetDomain } from '../../scripts/worker/tldts.ts'\nexport const getDomain = createGetDomain(${laterAs('suffixes')})\n`,
  )
  write(
    join(folder, 'windows-iana.js'),
    `${importing}import { createZones } from '../../scripts/worker/windows-iana.ts'\nexport const { findIana, findWindows } = createZones(${laterAs('zones')})\n`,
  )
}

/** As modules of which the bundle takes only what is used. */
function copyPart({ folder, without, instead = {}, asked }: Part, to: string): void {
  write(join(to, 'package.json'), '{ "type": "module", "sideEffects": false }\n')
  if (asked) write(join(to, 'asked.js'), `${asked}\n`)
  const from = join(packages, folder)
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const missing = Object.keys(instead).find((file) => !files.includes(file))
  if (missing || !files.some((file) => without.test(file)))
    throw new Error(`${folder} has other files than parts.ts knows`)
  for (const file of files) {
    const text = readFileSync(join(from, file), 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, '')
    write(join(to, file), instead[file] ?? (without.test(file) ? refuseAll(text) : text))
  }
}

/** A module of the same names, each of which refuses to be called. */
function refuseAll(text: string): string {
  const names = new Set(
    [...text.matchAll(/^export (?:default )?(?:async )?(?:function|class|const|let) (\w+)/gm)].map(([, name]) => name),
  )
  for (const [, list = ''] of text.matchAll(/^export \{([^}]*)\}/gm))
    for (const name of list.split(',')) if (/^\s*\w+\s*$/.test(name)) names.add(name.trim())
  const refuse = "function refuse() { throw new Error('left out of the bundle for Workers') }"
  const own = [...names].map((name) => `refuse as ${name}`)
  return `${refuse}\nexport { ${[...own, ...(/^export default /m.test(text) ? ['refuse as default'] : [])].join(', ')} }\n`
}

/** Several bundles may be made at once: nobody reads half of a file. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const next = `${path}.${process.pid}`
  writeFileSync(next, text)
  renameSync(next, path)
}
