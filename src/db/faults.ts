/** What the database says of a fault. */
import { DrizzleQueryError } from 'drizzle-orm'

/** The database's own code of a fault (SQLSTATE), undefined for a fault of another kind. */
export function sqlState(error: unknown): string | undefined {
  return codesOf(error).find((code) => /^[\dA-Z]{5}$/.test(code))
}

/** From the outermost error to its first cause. */
function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let one = error; one instanceof Error; one = one.cause)
    if ('code' in one && typeof one.code === 'string') codes.push(one.code)
  return codes
}

/** Data that does not fit (22), breaks a rule of a table (23), or is larger than an index takes (54). */
export const isDataRefused = (error: unknown): boolean => /^(?:22|23|54)/.test(sqlState(error) ?? '')

/**
 * What ails the database itself, whatever is asked of it: it cannot be reached, its disk is full, it only reads, others have
 * locked what is wanted, it does not answer in time, or something else that passes.
 */
export type Ailment = 'away' | 'full' | 'reading' | 'locked' | 'slow' | 'other'

/** PostgreSQL, appendix A; the driver's words and the system's for a connection that does not come about or breaks. */
const ailments: readonly (readonly [Ailment, RegExp])[] = [
  ['full', /^(?:53100|ENOSPC|EDQUOT)$/],
  ['reading', /^(?:25006|EROFS)$/],
  ['locked', /^(?:40...|55P03)$/],
  ['slow', /^57014$/],
  [
    'away',
    /^(?:08...|57P..|53300|CONNECTION_\w+|CONNECT_TIMEOUT|E(?:CONN\w+|PIPE|TIMEDOUT|HOST\w+|NET\w+|NOTFOUND|AI_AGAIN))$/,
  ],
  ['other', /^(?:53...|55...|57...|58...)$/],
]

/** Null for a fault of the statement or of its data, which would come again. */
export function ailmentOf(error: unknown): Ailment | null {
  // A provider that is not reached has the system's codes as well, and such an error around them.
  for (let one = error; one instanceof Error; one = one.cause)
    if (one.name === 'ProviderError' || one.name === 'TypeError') return null
  const codes = codesOf(error)
  return ailments.find(([, known]) => codes.some((code) => known.test(code)))?.[0] ?? null
}

/** A fault of the moment: what is tried again may go through. */
export const isPassing = (error: unknown): boolean => ailmentOf(error) !== null

/** For a log and for whoever asks whether this server is ready. */
export const ailmentWords: Readonly<Record<Ailment, string>> = {
  away: 'the database does not answer',
  full: 'the disk of the database is full',
  reading: 'the database can only be read',
  locked: 'what has to be written is locked by somebody else',
  slow: 'the database does not answer in time',
  other: 'the database refuses to work at the moment',
}

/** Whether a statement failed because of a row that is there already (PostgreSQL's unique_violation). */
export function isConflict(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown }
  return code === '23505' || (cause !== undefined && isConflict(cause))
}

/** Whether a statement failed: its error carries the parameters, which hold addresses, names and subjects. */
export const isQueryFault = (error: unknown): boolean => error instanceof DrizzleQueryError
