/** Somebody else with the same past, marked in every word, and what is compared of them. */
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { Database } from '../../../src/db/database.ts'
import * as schema from '../../../src/db/schema.ts'
import { allTables, clientOf } from '../../support/statements.ts'

/** Stands in every address, name and title of theirs. */
export const mark = 'evemark'

/** What names a row of theirs among all rows, or refers to such a name. */
const names = ['id', 'hash', 'connection_id', 'digest_id', 'coffee_id', 'person_id', 'own_id']
const words = ['name', 'title', 'note', 'text', 'place', 'one_name', 'other_name', 'also_name', 'kind_reason']

const parentsFirst = [schema.users, schema.connections, schema.digests, schema.coffees]
/** Kept by a trigger. */
const derived = new Set<unknown>([schema.sharedAddresses])

/** Writes down every row of a user once more, for another one of this id. */
export async function addSecond(db: Database, userId: string, id: string): Promise<void> {
  const others = allTables.filter((table) => !parentsFirst.includes(table as never) && !derived.has(table))
  for (const table of [...parentsFirst, ...others]) {
    const own = table === schema.users ? 'id' : 'user_id'
    if (own === 'user_id' && !('userId' in getTableColumns(table))) continue
    const name = getTableName(table)
    const { rows } = await clientOf(db).query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${name}" t where "${own}" = $1`,
      [userId],
    )
    for (const { row } of rows) {
      const made = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, another(column, value)]))
      made[own] = id
      if (name === 'connections' || name === 'identities') made.subject = `${mark}-${String(row.subject)}`
      if (name === 'tasks') {
        made.subject = row.subject === userId ? id : `e${String(row.subject)}`
        made.run_at = '2099-01-01T00:00:00Z'
      }
      await db.execute(
        sql`insert into ${sql.identifier(name)} select * from jsonb_populate_record(null::${sql.identifier(name)}, ${JSON.stringify(made)}::text::jsonb)`,
      )
    }
  }
}

function another(column: string, value: unknown): unknown {
  if (value === null) return null
  // A number that another one has at most by chance.
  if (column === 'id' && typeof value === 'number') return Math.floor(value / 2)
  if (names.includes(column)) return `e${String(value)}`
  if (words.includes(column) && typeof value === 'string') return `${mark} ${value}`
  if (typeof value === 'string') return value.replaceAll('@', `@${mark}.`)
  return JSON.parse(JSON.stringify(value).replaceAll('@', `@${mark}.`))
}

/** A digest of every row that is a user's, by table. */
export async function rowsOf(
  client: Pick<ReturnType<typeof clientOf>, 'query'>,
  userId: string,
): Promise<ReadonlyMap<string, string>> {
  const tables = allTables.filter((table) => table === schema.users || 'userId' in getTableColumns(table))
  const parts = tables.map((table) => {
    const name = getTableName(table)
    const own = table === schema.users ? 'id' : toSnakeCase('userId')
    return `select '${name}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t where "${own}" = $1`
  })
  const { rows } = await client.query<{ name: string; digest: string }>(parts.join(' union all '), [userId])
  return new Map(rows.map(({ name, digest }) => [name, digest]))
}
