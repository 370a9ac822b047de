/** What the bundle for Workers has in the place of modules of long lists, and the file with these (src/workers/lists.ts). */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as holidays from '../../src/coffee/holidays/table.ts'
import * as tongues from '../../src/letter/say/tongues.ts'
import * as givenNames from '../../src/people/given-names.ts'
import * as lexicons from '../../src/people/lexicons.ts'
import { listsPath } from '../../src/workers/lists.ts'
import { packSuffixes, packZones } from './tables.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Modules of the program that hold lists: each function of one gives a list, and everything else stays as it is. */
const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'src/coffee/holidays/table.ts': holidays,
  'src/letter/say/tongues.ts': tongues,
  'src/people/given-names.ts': givenNames,
  'src/people/lexicons.ts': lexicons,
}

/** Those that the parts of packages ask for by these names (parts.ts). */
const packed = { suffixes: packSuffixes, zones: packZones }

/** What stands in the place of a module, by the module's path; undefined for one that holds no lists. */
export function standIn(path: string): string | undefined {
  const found = Object.entries(modules).find(([module]) => join(root, module) === path)
  if (!found) return undefined
  const [module, own] = found
  const lines = Object.entries(own).map(([name, value]) => {
    const said = typeof value === 'function' ? laterAs(`${module} ${name}`) : JSON.stringify(value)
    return `export const ${name} = ${said}\n`
  })
  return `${importing}${lines.join('')}`
}

/** What a module of the bundle begins with, to read a list as `laterAs` writes it. */
export const importing = `import { lists } from ${JSON.stringify(join(root, 'src/workers/lists.ts'))}\n`

export const laterAs = (name: string): string => `lists.later(${JSON.stringify(name)})`

/** Writes the file of all lists into a folder of assets. */
export function writeLists(folder: string): void {
  const file = join(folder, listsPath)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(allLists()))
}

/** Every list by its name. */
export function allLists(): Readonly<Record<string, unknown>> {
  const own = Object.entries(modules).flatMap(([module, exported]) =>
    Object.entries(exported).map(([name, value]) => [`${module} ${name}`, value] as const),
  )
  const all = [...own, ...Object.entries(packed)].flatMap(([name, value]) =>
    typeof value === 'function' ? [[name, value()] as const] : [],
  )
  return Object.fromEntries(all)
}
