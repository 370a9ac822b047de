/** Makes the role and lets it at what it needs, as far as this login may; and tells the doctor how far that is. */
import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { usableQuery, userRole } from './role.ts'

/** What is nobody's and still written while something is done for one user: paces, what an address was asked by mail, and that files are to be written anew. */
const sharedTables = ['budgets', 'asked_addresses', 'erasures'] as const

/** A view that asks as whoever asks it holds what the tables behind it let them see. */
const tables = `select c.oid from pg_class c where c.relnamespace = current_schema()::regnamespace and (c.relkind = 'v' or c.relkind = 'r'
  and (exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'of_user') or c.relname in (${sharedTables.map((name) => `'${name}'`).join(', ')})))`

/** Whether the login that asks may take the role, as SQL. */
const usable = `(select usable from (${usableQuery}) as asked)`

const rights = ['select', 'insert', 'update', 'delete'] as const

/** Tables that the role may not read or write; nothing where there is no role. */
const closed = `select oid::regclass::text as name from (${tables}) as held where to_regrole('${userRole}') is not null and not
  (${rights.map((right) => `has_table_privilege(to_regrole('${userRole}'), oid, '${right}')`).join(' and ')})`

/** Whether all that is made here is there. */
const whole = `to_regrole('${userRole}') is not null and ${usable} and not exists (${closed})
  and coalesce(has_schema_privilege(to_regrole('${userRole}'), current_schema(), 'usage'), false)`

/**
 * At every start, after the migrations: so a database that came from a copy on another server has it as well, and a table
 * that is new. Roles belong to the whole server, where another program may be making the same one at this moment. What this
 * login may not do is left undone: the doctor says so.
 */
export async function ensureRole(db: Database): Promise<void> {
  const [found] = await db.select({ whole: sql<boolean>`${sql.raw(whole)}` }).from(sql`(select 1) as one`)
  // Most starts. What makes it is a program in a language of its own, which the embedded database would load for it.
  if (found?.whole) return
  await db.execute(
    sql.raw(`do $$
declare one regclass;
begin
  if to_regrole('${userRole}') is null then
    begin
      create role ${userRole} nologin;
    exception when duplicate_object or unique_violation or insufficient_privilege then null;
    end;
  end if;
  if to_regrole('${userRole}') is null then return; end if;
  if not ${usable} then
    begin
      grant ${userRole} to current_user;
    exception when duplicate_object or unique_violation or insufficient_privilege or internal_error then null;
    end;
  end if;
  begin
    if not has_schema_privilege('${userRole}', current_schema(), 'usage') then
      execute format('grant usage on schema %I to ${userRole}', current_schema());
    end if;
    for one in ${tables} loop
      if not (has_table_privilege('${userRole}', one, 'select') and has_table_privilege('${userRole}', one, 'insert')
        and has_table_privilege('${userRole}', one, 'update') and has_table_privilege('${userRole}', one, 'delete')) then
        execute format('grant select, insert, update, delete on %s to ${userRole}', one);
      end if;
    end loop;
  exception when insufficient_privilege then null;
  end;
end $$`),
  )
}

/** What is so of the second line between users. */
export interface Line {
  readonly login: string
  /** The role is there, policies bind it, and this login may take it. */
  readonly exists: boolean
  readonly bindable: boolean
  readonly usable: boolean
  /** Tables that hold something of a user, by `user_id`, and have no policy, or one that is switched off. */
  readonly open: readonly string[]
  /** Tables that the role may not read or write. */
  readonly closed: readonly string[]
}

/**
 * How far the second line holds here.
 * @throws Error where the database answers nothing
 */
export async function readLine(db: Database): Promise<Line> {
  const names = (query: string) =>
    `coalesce((select json_agg(name order by name) from (${query}) as found), '[]'::json)`
  const open = `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not (c.relrowsecurity and exists
    (select from pg_policy p where p.polrelid = c.oid and p.polname = 'of_user'))`
  const rows = await db
    .select({
      login: sql<string>`current_user::text`,
      exists: sql<boolean>`${sql.raw(`to_regrole('${userRole}') is not null`)}`,
      bindable: sql<boolean>`${sql.raw(`coalesce((select not (rolsuper or rolbypassrls) from pg_roles where rolname = '${userRole}'), false)`)}`,
      usable: sql<boolean>`${sql.raw(usable)}`,
      open: sql<string[]>`${sql.raw(names(open))}`,
      closed: sql<string[]>`${sql.raw(names(closed))}`,
    })
    .from(sql`(select 1) as one`)
  const [line] = rows
  if (!line) throw new Error('the database does not say who it is')
  return line
}

/** What whoever may make roles here has to say so that this login may take the role. */
export function remedyFor({ login, exists }: Pick<Line, 'login' | 'exists'>): readonly string[] {
  return [
    ...(exists ? [] : [`create role ${userRole} nologin`]),
    `grant ${userRole} to "${login.replaceAll('"', '""')}"`,
  ]
}
