/** Rows as they were: kept beside the tables, and put back where a scene has changed them. */
import type { PGlite } from '@electric-sql/pglite'
import { written } from './process.ts'

export interface Snapshots {
  /** Keeps every row of every table under this name. */
  take(name: string): Promise<void>
  /** Puts back what was written to since; after another name, everything. */
  restore(name: string): Promise<void>
}

/** Deleting here takes rows elsewhere along, and a trigger writes after these. */
const farReaching = /^(?:users|connections|facts|digests|coffees)$/

export async function keepSnapshots(client: PGlite): Promise<Snapshots> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const tables = rows.map(({ name }) => name)
  let current = ''
  const names: string[] = []
  const folder = (name: string) => {
    if (!names.includes(name)) names.push(name)
    return `kept_${names.indexOf(name)}`
  }
  return {
    async take(name) {
      const copies = tables.map((table) => `create table ${folder(name)}."${table}" as table public."${table}"`)
      const fresh = `drop schema if exists ${folder(name)} cascade; create schema ${folder(name)}`
      await client.exec([fresh, ...copies].join(';\n'))
      current = ''
    },
    async restore(name) {
      const all =
        name !== current || [...written.deleted].some((table) => farReaching.test(table)) || written.all.has('facts')
      const which = all ? tables : tables.filter((table) => written.all.has(table))
      await client.exec(
        [
          // Rows come back in any order, and nothing counts as changed by it.
          `set session_replication_role = replica`,
          ...which.map(
            (table) =>
              `delete from public."${table}"; insert into public."${table}" select * from ${folder(name)}."${table}"`,
          ),
          `set session_replication_role = default`,
        ].join(';\n'),
      )
      written.all.clear()
      written.deleted.clear()
      current = name
    },
  }
}
