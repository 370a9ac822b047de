/** What the pages of feeds and of the webhook say, in a tongue. */
import type { Tongue } from '../../../place.ts'
import { german } from './de.tsx'
import { english } from './en.tsx'

export type OutWords = typeof english

export const outWords = (tongue: Tongue): OutWords => ({ en: english, de: german })[tongue]
