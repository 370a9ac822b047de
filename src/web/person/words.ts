/** What the pages of one person say, in a tongue. */
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { german } from './words/de/german.ts'
import { english } from './words/en/english.ts'

export const personWords = (tongue: Tongue): typeof english => ({ en: english, de: german })[tongue]

/** In the tongue that this owner reads. */
export const personWordsFor = (user: Pick<User, 'timeZone' | 'settings'>): typeof english =>
  personWords(tongueOf(placeOfUser(user)))
