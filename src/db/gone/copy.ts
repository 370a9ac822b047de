/** Copies every row that there is from one embedded database to a fresh one: what was deleted is nowhere in its files. */
import { sql } from 'drizzle-orm'
import { breathe } from '../../breathe.ts'
import type { Database } from '../database.ts'

/** What copying asks of an embedded database. */
export interface CopyingClient {
  query<T>(query: string, values?: unknown[], options?: { blob?: Blob }): Promise<{ rows: T[]; blob?: Blob }>
  exec(query: string): Promise<unknown>
  readonly closed: boolean
}

/** So many pages of 8 KiB are copied at a time: memory stays flat, and others have a turn between. */
const pagesAtOnce = 256

/** What a copy does not need to be told of: it owes no copying. */
const leftOut = new Set(['erasures'])

/**
 * @param from nobody writes to it meanwhile
 * @param to has every table of this version and is nobody's yet
 */
export async function copyRows(from: CopyingClient, to: CopyingClient): Promise<void> {
  const tables = await listTables(to)
  // Neither triggers nor foreign keys are asked: what is copied went by them when it was written.
  await to.exec(`set session_replication_role = replica`)
  await to.exec(`truncate ${tables.map(({ name }) => quote(name)).join(', ')}`)
  for (const table of tables) if (!leftOut.has(table.name)) await copyTable(from, to, table)
  await to.exec(`set session_replication_role = default; checkpoint`)
}

interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

async function listTables(client: CopyingClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`,
  )
  return rows
}

/** Along the pages that it lies in (a range scan by tid), so that no row is sorted or skipped over. */
async function copyTable(from: CopyingClient, to: CopyingClient, { name, columns }: Table): Promise<void> {
  const { rows } = await from.query<{ pages: number }>(
    `select (pg_relation_size(${literal(quote(name))}::regclass) / current_setting('block_size')::int)::int as pages`,
  )
  const pages = rows[0]?.pages ?? 0
  const list = columns.map(quote).join(', ')
  for (let page = 0; page < pages; page += pagesAtOnce) {
    const piece = `ctid >= '(${page},0)'::tid and ctid < '(${page + pagesAtOnce},0)'::tid`
    const { blob } = await from.query(`copy (select ${list} from ${quote(name)} where ${piece}) to '/dev/blob'`)
    if (blob?.size) await to.query(`copy ${quote(name)} (${list}) from '/dev/blob'`, [], { blob })
    await breathe()
  }
}

/** How much all tables hold with their indexes, in bytes: about as much as is copied. */
export async function databaseBytes(db: Database): Promise<number> {
  const [row] = await db
    .select({
      bytes: sql<string>`(select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r')`,
    })
    .from(sql`(select 1) as one`)
  return Number(row?.bytes ?? 0)
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
