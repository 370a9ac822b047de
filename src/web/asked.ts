/** What a form about a person asks for. */
import type { User } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import type { KnownPerson } from '../db/people.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../facts.ts'

/** A form of the signed-in user about one of their people. */
export interface Asked {
  readonly deps: Deps
  readonly user: User
  readonly person: KnownPerson
  readonly form: FormData
  readonly at: Instant
}
/** Does what the form asks for, inside one transaction. @throws UserError */
export type Change = (tx: Database, asked: Asked) => Promise<void>

/** A field of the form, without space around it; empty where it is missing. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
