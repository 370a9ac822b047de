/** The mail between the owner and the people of the cast. */
import type { Temporal } from 'temporal-polyfill'
import type { Character } from './cast.ts'
import type { Contact } from './contacts.ts'
import { dayBefore, fillIn, momentOn } from './days.ts'
import { OWNER, ownerAt } from './owner.ts'
import { type Dice, dice } from './random.ts'
import type { Mailbox } from './types.ts'
import { answerTo, type Writer } from './writer.ts'

type MailContact = Extract<Contact, { kind: 'mail' }>

/** Writes every mail contact of this character. */
export function writeLetters(writer: Writer, one: Character, contacts: readonly Contact[], anchor: Temporal.PlainDate) {
  const chance = dice(`letters ${one.address}`)
  const begun = new Set<string>()
  for (const contact of contacts) {
    if (contact.kind === 'mail') writeContact(writer, one, contact, { anchor, chance, begun })
  }
}

interface Telling {
  readonly anchor: Temporal.PlainDate
  readonly chance: Dice
  readonly begun: Set<string>
}

function writeContact(writer: Writer, one: Character, contact: MailContact, { anchor, chance, begun }: Telling) {
  const date = dayBefore(anchor, contact.day)
  const subject = fillIn(contact.subject, date, one.language)
  const isNew = !begun.has(subject)
  begun.add(subject)
  const count = contact.only ? 1 : chance.pick([1, 1, 1, 2, 2, 3])
  let theirs = contact.only ? contact.only === 'them' : chance.next() < 0.5
  let minutes = firstMinute(one.zone, date, chance)
  for (let number = 0; number < count; number++) {
    const them = writeAs(one, contact.day, chance)
    const me = ownerAt(one.knows)
    writer.write({
      from: theirs ? them : me,
      to: [theirs ? me : them],
      cc: one.cc ? [one.cc] : [],
      subject: isNew && number === 0 ? subject : answerTo(subject, theirs ? one.language : 'en'),
      at: momentOn(date, minutes),
      zone: theirs ? one.zone : OWNER.zone,
      kind: 'personal',
      thread: `${one.address} ${subject}`,
      body: one.language === 'de' ? chance.pick(GERMAN) : chance.pick(ENGLISH),
    })
    theirs = !theirs
    minutes += chance.whole(11, 95)
  }
}

/** Under which name and address they write that day. */
export function writeAs(one: Character, day: number, chance: Dice): Mailbox {
  const { also } = one
  const isOther = also !== undefined && day <= also.from && (!also.both || chance.next() < 0.4)
  const name = one.address.startsWith('familie@') && chance.next() < 0.5 ? 'Tom Berger' : one.name
  return { address: isOther ? also.address : one.address, name }
}

/** A first mail that both can be awake for, early enough that its answers stay on the same day. */
function firstMinute(zone: string, date: Temporal.PlainDate, chance: Dice): number {
  const east = momentOn(date, 720).toZonedDateTimeISO(zone).offsetNanoseconds / 3.6e12
  if (east >= 5) return chance.whole(8 * 60, 11 * 60)
  return east <= -3 ? chance.whole(15 * 60, 17 * 60) : chance.whole(8 * 60, 17 * 60)
}

const ENGLISH = [
  'I kept thinking about what you said on the stairs.',
  'Here are the pictures, in no order at all.',
  'It rained all week, so there was time to finish it.',
  'Would the week after suit you better? I am flexible on most evenings.',
  'You were right about the blue.',
  'Give my love to everyone at the table.',
  'I have found the thing you were looking for, behind the other thing.',
  'Short answer: yes. Long answer: also yes, but slower.',
]
const GERMAN = [
  'Ich musste heute an unser Gespräch im Zug denken.',
  'Anbei die Bilder, wie immer durcheinander.',
  'Sag mir einfach, welcher Abend dir passt.',
  'Das mit dem Kuchen war eine hervorragende Idee.',
]
