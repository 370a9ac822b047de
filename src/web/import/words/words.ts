/** What the page of an upload says, in a tongue. */
import type { Tongue } from '../../../place.ts'
import { german } from './de.tsx'
import { english } from './en.tsx'

export type ImportWords = typeof english

export const importWords = (tongue: Tongue): ImportWords => ({ en: english, de: german })[tongue]
