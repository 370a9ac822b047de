/** The languages in which whole sentences are written to others, each with its words. */
import { german } from './words/de.ts'
import { english } from './words/en.ts'
import { spanish } from './words/es.ts'
import { french } from './words/fr.ts'
import { italian } from './words/it.ts'
import { dutch } from './words/nl.ts'
import { portuguese } from './words/pt.ts'
import type { Wording } from './words/wording.ts'

export const wordings: readonly Wording[] = [english, german, french, spanish, italian, portuguese, dutch]

/** The words of a language, as BCP 47; undefined where there are none of its own. */
export const wordingIn = (language: string): Wording | undefined => wordings.find((one) => one.language === language)
