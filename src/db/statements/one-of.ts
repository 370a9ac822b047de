/** Whether a column is one of some texts, said the same way whether they are known yet or not. */
import { type Column, inArray, is, Placeholder, type SQL } from 'drizzle-orm'
import { isAnyOf } from './kept.ts'

/** Texts, or where they stand, as JSON, in a statement that is written before they are known. */
export type Texts = readonly string[] | Placeholder

export const isOneOf = (column: Column, texts: Texts): SQL =>
  isPlace(texts) ? isAnyOf(column, texts) : inArray(column, [...texts])

const isPlace = (texts: Texts): texts is Placeholder => is(texts, Placeholder)
