/** The mark of a first start that has not ended: it lies in the database's folder, so that it never outlives what it is about. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Whether a first start is under way in this data folder, or broke off. */
export const isUnfinished = (folder: string): boolean => existsSync(markIn(folder))

/** Where the mark lies while the database of this data folder is made. */
export const markIn = (folder: string): string => join(folder, 'database', 'first-start')
