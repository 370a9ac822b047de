/** The page of all people in English. */
import { page } from './page.tsx'
import { reading } from './reading.tsx'

export const english = { ...page, reading }
