/** What the page of assistants says to their owner, in a tongue. What assistants themselves are told stays English. */
import type { Tongue } from '../../../place.ts'
import { german } from './de.tsx'
import { english } from './en.tsx'

export type AssistantWords = typeof english

export const assistantWords = (tongue: Tongue): AssistantWords => ({ en: english, de: german })[tongue]
