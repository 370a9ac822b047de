/** What is said the same way in several statements about people. */
import { and, isNotNull, lte, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { people } from '../schema.ts'

/** The texts of a list that is handed over as JSON. */
export const each = (list: Placeholder): SQL => sql`select json_array_elements_text(${list}::json)`

export const isDueBy = (at: Placeholder): SQL => lte(people.dueFrom, sql`${at}::timestamptz`)

/** Their day has come; written as people_quiet has it, so that it finds them and no shelf does. */
export const isDue = (at: Placeholder): SQL | undefined =>
  and(isNotNull(people.bond), isDueBy(at), sql`coalesce(${people.shelf}, '') = 'open'`)
