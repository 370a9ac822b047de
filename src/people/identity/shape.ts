/** What an address looks like by itself and beside the names it is used under: a person's, a function's, a robot's. */
import { wordsOf } from '../phrases.ts'
import { robotLocalParts, roleLocalParts } from '../words.ts'
import { hostOf, localPart } from './address.ts'
import { plainName } from './name.ts'

/** What the address alone looks like. */
export function shapeOf(address: string): 'robot' | 'role' | 'person' {
  const local = squeeze(address)
  const parts = localPart(address).split(/[^\p{L}]+/u)
  if (
    unread.test(local) ||
    keeper.test(localPart(address)) ||
    robots.has(local) ||
    parts.some((part) => robots.has(part))
  )
    return 'robot'
  return roles.has(local) || roles.has(localPart(address)) || (parts.length > 1 && roles.has(parts[0] ?? ''))
    ? 'role'
    : 'person'
}

/** "noreply", "bounces", "unsubscribe-…": says itself that nobody reads it. */
export const isUnread = (address: string): boolean => unread.test(squeeze(address))

/** "news.shop.example", "em12.shop.example": a host kept for sending. */
export const isMachineHost = (host: string): boolean => machineHost.test(host)

/** A word of three letters or more of a display name occurs in this part of the address. */
export function nameIn(names: ReadonlyMap<string, number>, part: string): boolean {
  return [...names.keys()].some((name) => wordsOf(name).some((word) => word.length >= 3 && part.includes(word)))
}

/** "emv" or "evogt" for Ella M. Vogt: all initials, the outer two, or the first with the last name's beginning. */
export function initialsIn(names: ReadonlyMap<string, number>, local: string): boolean {
  return [...names.keys()].map(plainName).some((name) => {
    const all = wordsOf(name ?? '')
    const first = all[0]?.[0]
    const last = all.at(-1)
    if (all.length < 2 || !first || !last) return false
    const initials = all.map((word) => word[0]).join('')
    return (
      local === initials ||
      local === `${first}${last[0]}` ||
      (local.length >= 3 && local.startsWith(first) && last.startsWith(local.slice(1, 4)))
    )
  })
}

/** "Hausverwaltung Kern" is nobody's name: one of its words ends in a function's. */
export const namesFunction = (names: ReadonlyMap<string, number>) =>
  [...names.keys()].some((name) =>
    name
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => roleLocalParts.some((role) => role.length > 4 && word.endsWith(role))),
  )

/** What stands before the public suffix, roughly: "acme" of "mail.acme.example". */
export const brandOf = (address: string): string => hostOf(address).split('.').at(-2) ?? ''

/** The letters of the local part. */
export const squeeze = (address: string): string => localPart(address).replace(/[^\p{L}]/gu, '')

const robots: ReadonlySet<string> = new Set(robotLocalParts)
const roles: ReadonlySet<string> = new Set(roleLocalParts)
const unread =
  /no?reply|donotreply|dontreply|mailerdaemon|nepasrepondre|nichtantworten|noresponder|bounces?$|^unsubscribe/
/** The addresses by which list programs are kept: "users-admin". */
const keeper = /.-(?:admin|owner|request|errors|bounces)$/
const machineHost =
  /^(?:e|em|email|mail|mailer|mailing|news|newsletter|reply|bounce|bounces|notify|notifications?|alerts?|marketing|lists?|info|m|mg|send|sendgrid|mta|click|updates?|offers?|response)\d*\.[^.]+\./
