/**
 * What a letter says, in each tongue in which one is written: whole sentences, none put together from pieces of two tongues.
 * Each tongue has the same files; English is the shape, and the compiler misses what another one does not have.
 */
import { type Placed, placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import type { Met } from '../types.ts'
import { german } from './de/german.ts'
import { english } from './en/english.ts'

export type Words = typeof english

const words: Readonly<Record<Tongue, Words>> = { en: english, de: german }

export const wordsIn = (tongue: Tongue = 'en'): Words => words[tongue]

/** What is told of a letter that did not arrive, in the tongue that its owner reads now. */
export const deliveryWords = (user: Placed): Words['delivery'] => wordsIn(tongueOf(placeOfUser(user))).delivery

/** The words behind somebody met; letters of before there were several ways have the first. */
export const thanksOf = ({ thanks }: Pick<Met, 'thanks'>): string => thanks ?? english.thanks[0]

/** In all tongues: what was said in a letter before may have been said in another one. */
export const inAnyTongue: readonly Words[] = Object.values(words)
