/** What a database holds, as its own catalogue says it: so that a backup leaves out no table that a later version adds. */
import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

/** A table, and its columns in their order. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/**
 * Every table, whatever another one refers to before it, so that rows can be put back in this order.
 * @throws Error where tables refer to each other in a circle
 */
export async function listTables(db: Database): Promise<Table[]> {
  const found = await db.select({ name: sql<string>`t.name`, columns: sql<string>`t.columns` }).from(
    sql`(select c.relname::text as name, json_agg(a.attname order by a.attnum)::text as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname) t`,
  )
  const references = await db.select({ from: sql<string>`r.a`, to: sql<string>`r.b` }).from(
    sql`(select f.relname::text as a, t.relname::text as b from pg_constraint o
        join pg_class f on f.oid = o.conrelid join pg_class t on t.oid = o.confrelid
        where o.contype = 'f' and f.relnamespace = 'public'::regnamespace and o.conrelid <> o.confrelid) r`,
  )
  const tables = found.map(({ name, columns }) => ({ name, columns: JSON.parse(columns) as string[] }))
  return inOrder(tables, references)
}

function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const placed = new Set<string>()
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) => !placed.has(name) && references.every(({ from, to }) => from !== name || placed.has(to)),
    )
    if (!next.length) throw new Error('tables refer to each other in a circle')
    for (const table of next) placed.add(table.name)
    ordered.push(...next)
  }
  return ordered
}
