/** What the terminal is told of a fault that ends the program: all of it, but for what a query of the database carried. */
import { ConfigError } from '../config.ts'
import { isQueryFault } from '../db/faults.ts'
import { describeError } from '../errors.ts'

/** A sentence, or the error itself. The parameters of a query hold addresses, names and subjects, and are left out. */
export function faultOf(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message
  if (!isQueryFault(error)) return error
  return `The database refused a query: ${JSON.stringify(describeError(error))}`
}
