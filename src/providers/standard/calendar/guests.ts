/** Who stands on an entry of a calendar: guests and organizer, by an address that is really theirs. */
import { isRelay } from '../../../relays.ts'
import { normalise } from '../../../text.ts'
import { decode } from '../encoded-words.ts'
import type { Guest, Party } from '../meeting.ts'
import { isMine } from '../reading.ts'
import type { Property } from './property.ts'

/** Who invites; undefined where no address of theirs is known. Who sends it for them (SENT-BY) is somebody else. */
export function readOrganizer(properties: readonly Property[], me: readonly string[]): Party | undefined {
  for (const property of properties) {
    const email = addressOf(property)
    if (email) return { email, ...nameOf(property, email), self: isMine(email, me) }
  }
  return undefined
}

/**
 * The guests, each with their answer. Whoever handed their invitation on does not come, and whom they handed it to does
 * (RFC 5545 section 3.2.5); whoever is only told of it (NON-PARTICIPANT) comes where they say so themselves.
 */
export function readGuests(properties: readonly Property[], me: readonly string[], host: string | undefined): Guest[] {
  const guests = properties.flatMap((property) => readGuest(property, me, host))
  const known = new Set(guests.map(({ email }) => email))
  const standIns = properties.flatMap(delegates).filter((email) => !known.has(email))
  return [...guests, ...[...new Set(standIns)].map((email) => standIn(email, me))]
}

function readGuest(property: Property, me: readonly string[], host: string | undefined): Guest[] {
  const email = addressOf(property)
  if (!email) return []
  const parameter = (name: string) => (property.parameters.get(name) ?? '').toUpperCase()
  const self = isMine(email, me)
  const answer = parameter('PARTSTAT')
  const isTold = parameter('ROLE') === 'NON-PARTICIPANT' && answer !== 'ACCEPTED' && answer !== 'TENTATIVE'
  const resource = ['ROOM', 'RESOURCE', 'GROUP'].includes(parameter('CUTYPE'))
  const isAway = answer === 'DELEGATED' || (isTold && !resource)
  if (isAway && !self) return []
  return [
    {
      email,
      ...nameOf(property, email),
      self,
      resource,
      optional: ['OPT-PARTICIPANT', 'NON-PARTICIPANT'].includes(parameter('ROLE')),
      organizer: email === host,
      responseStatus: isAway ? 'declined' : answer.toLowerCase() || 'needsAction',
    },
  ]
}

/** To whom an invitation was handed on. */
const delegates = ({ parameters }: Property): string[] =>
  (parameters.get('PARTSTAT') ?? '').toUpperCase() === 'DELEGATED'
    ? (parameters.get('DELEGATED-TO') ?? '').split(',', 10).flatMap((one) => readAddress(one) ?? [])
    : []

const standIn = (email: string, me: readonly string[]): Guest => ({
  email,
  self: isMine(email, me),
  resource: false,
  optional: false,
  organizer: false,
  responseStatus: 'needsAction',
})

/**
 * Of the value; where that is none, or one that only passes mail on, of the address beside it. Exchange and Apple write so.
 * Outlook, which writes "invalid:nomail", has it in the place of the name.
 */
const addressOf = ({ value, parameters }: Property): string | null =>
  readAddress(value) ?? readAddress(parameters.get('EMAIL') ?? '') ?? readAddress(parameters.get('CN') ?? '')

/** The address of "mailto:Foo%2Bbar@example.org?subject=x" (RFC 6068); null where there is none to write to. */
function readAddress(written: string): string | null {
  const whole = written.slice(0, longestWritten).trim()
  // A name with a colon that nobody quoted ends up before it: "CN=A:B:mailto:ana@x.example".
  const value = /^mailto\s*:/i.test(whole)
    ? whole
    : whole.slice(Math.max(0, whole.toLowerCase().lastIndexOf('mailto:')))
  const scheme = /^mailto\s*:/i.exec(value)?.[0] ?? ''
  const rest = value.slice(scheme.length)
  const bare = /<([^<>]+)>/.exec(rest)?.[1] ?? rest
  const address = normalise(scheme ? decodePercent(bare.split('?', 1)[0] ?? '') : bare)
  return /^[^@\s/:]+@[^@\s/:]+$/.test(address) && address.length <= 254 && !isRelay(address) ? address : null
}

const longestWritten = 1000

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Calendars write the address where they know no name. */
function nameOf({ parameters }: Property, email: string): { readonly displayName?: string } {
  const name = decode(parameters.get('CN') ?? '').trim()
  return name && normalise(name) !== email ? { displayName: name } : {}
}
