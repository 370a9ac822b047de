/** The page of all people in German. */
import type { english } from '../en/english.ts'
import { page } from './page.tsx'
import { reading } from './reading.tsx'

export const german: typeof english = { ...page, reading }
