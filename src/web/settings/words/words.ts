/** What the pages of the settings say, in a tongue. */
import type { Tongue } from '../../../place.ts'
import { german } from './de/german.ts'
import { english } from './en/english.ts'

export type SettingsWords = typeof english

export const settingsWords = (tongue: Tongue): SettingsWords => ({ en: english, de: german })[tongue]
