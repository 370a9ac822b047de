/** What the pages of the account say, in a tongue. */
import type { Tongue } from '../../../place.ts'
import { german } from './de/german.ts'
import { english } from './en/english.ts'

export type AccountWords = typeof english

export const accountWords = (tongue: Tongue): AccountWords => ({ en: english, de: german })[tongue]
