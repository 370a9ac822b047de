/** Measures one group of rows in this process, and writes them into a file: `one.ts GROUP FILE OPTIONS`. */
import { writeFileSync } from 'node:fs'
import { groups } from './groups.ts'
import type { Options } from './result.ts'

const [, , name = '', file = '', options = '{}'] = process.argv
const load = groups[name]
if (!load) throw new Error(`there is no group ${name}`)
const bench = await load()
const rows = await bench(JSON.parse(options) as Options)
writeFileSync(file, JSON.stringify(rows))
// Whatever still waits was measured or is of no interest.
process.exit(0)
