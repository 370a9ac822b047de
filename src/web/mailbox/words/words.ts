/** What the pages of mailboxes and calendars by password say, in a tongue. */
import type { Tongue } from '../../../place.ts'
import { german } from './de.tsx'
import { english } from './en.tsx'

export type MailboxWords = typeof english

export const mailboxWords = (tongue: Tongue): MailboxWords => ({ en: english, de: german })[tongue]
