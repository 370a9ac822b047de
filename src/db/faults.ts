/** What the database says of a fault. */
import { DrizzleQueryError } from 'drizzle-orm'
/** The database's own code of a fault (SQLSTATE), undefined for a fault of another kind. */
export function sqlState(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause)
    if ('code' in one && typeof one.code === 'string' && /^[\dA-Z]{5}$/.test(one.code)) return one.code
  return undefined
}

/** Data that does not fit (22), breaks a rule of a table (23), or is larger than an index takes (54). */
export const isDataRefused = (error: unknown): boolean => /^(?:22|23|54)/.test(sqlState(error) ?? '')

/** Whether a statement failed because of a row that is there already (PostgreSQL's unique_violation). */
export function isConflict(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown }
  return code === '23505' || (cause !== undefined && isConflict(cause))
}

/** Whether a statement failed: its error carries the parameters, which hold addresses, names and subjects. */
export const isQueryFault = (error: unknown): boolean => error instanceof DrizzleQueryError
