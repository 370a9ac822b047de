/** What is said at the terminal while files are read, and at the end. */
import { cleanText } from '../text.ts'
import type { FoundPerson, Imported } from './import.ts'
import type { Tally } from './tally.ts'
import type { Proposed } from './whose.ts'

const number = (value: number) => value.toLocaleString('en-GB')
const counted = (value: number, one: string, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`
const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, one) => total + one, 0)

/** "Reading: 12,345 messages, 321 left out, 812 of 10,240 MB." Amounts in bytes. */
export function progressLine(
  { pass, messages, meetings, contacts, skipped }: Tally,
  done: number,
  all: number,
): string {
  const size = `${megabytes(done)} of ${megabytes(all)} MB`
  if (pass === 'sorting') return `Finding out what belongs together: ${size}.`
  if (pass === 'reading') return `Reading: ${counted(messages, 'message')}, ${number(sum(skipped))} left out, ${size}.`
  if (pass === 'contacts') return `Reading contacts: ${counted(contacts, 'contact')}, ${size}.`
  return `Reading calendars: ${counted(meetings, 'meeting')}, ${size}.`
}

const megabytes = (bytes: number) => number(Math.ceil(bytes / 1e6))

/** What came of it, in lines. `kept`: it was stored for somebody. */
export function summary({ tally, added, people }: Imported, kept: boolean): string[] {
  const { skipped, places, leftOut } = tally
  return [
    `Read ${counted(tally.messages, 'message')} and ${counted(tally.meetings, 'meeting')}: headers, titles, times and guests, no text.`,
    ...(tally.contacts
      ? [
          `Read ${counted(tally.contacts, 'contact')}: names, addresses and birthdays. Nobody is suggested because of one.`,
        ]
      : []),
    ...(kept
      ? [
          `New here: ${counted(added.mail, 'message')} and ${counted(added.meeting, 'meeting')}${tally.contacts ? `, and ${counted(added.contact, 'contact')}` : ''}.`,
        ]
      : []),
    ...(skipped.size ? ['Left out:'] : []),
    ...[...skipped]
      .toSorted(([, one], [, other]) => other - one)
      .flatMap(([reason, amount]) => [
        `  ${number(amount)}: ${reason}`,
        ...whereabouts(places.get(reason) ?? [], amount),
      ]),
    ...(leftOut.length ? ['Not read, because of what it holds:'] : []),
    ...leftOut.map(({ file, reason, messages }) => `  ${shown(file)}: ${reason} (${counted(messages, 'message')})`),
    `Found ${counted(people.ties, 'person', 'people')} you really write to and hear from, and ${number(people.others)} others.`,
    `Left out as no persons: ${counted(people.robots, 'robot')}, ${counted(people.lists, 'list')}, ${counted(people.roles, 'role address', 'role addresses')}.`,
  ]
}

/** Who was found, before a letter names anybody. */
export function peopleLines(found: readonly FoundPerson[]): string[] {
  if (!found.length) return []
  return [
    'The people you are most in touch with:',
    ...found.map(({ name, written, received, met }) => {
      const meetings = met ? `, ${counted(met, 'meeting')}` : ''
      return `  ${cleanText(name, 100)}: ${number(written)} from you, ${number(received)} to you${meetings}`
    }),
  ]
}

/** Which addresses look like the owner's, and how to say so. */
export function proposal(proposed: readonly Proposed[]): string[] {
  if (!proposed.length)
    return ['Which addresses are yours does not show in these files; run it again with --me ADDRESS...']
  const all = proposed.map(({ address }) => cleanText(address, 254))
  return [
    proposed.every(({ sure }) => sure) ? 'These look like your addresses:' : 'One of these is probably yours:',
    ...proposed.map(({ address, why }) => `  ${cleanText(address, 254)}: ${why}`),
    `Run it again with those that are yours: --me ${all.join(' ')}`,
  ]
}

/** Where the first of them stand. */
function whereabouts(places: readonly string[], amount: number): string[] {
  const more = places.length > 0 && amount > places.length ? [`     and ${number(amount - places.length)} more`] : []
  return [...places.map((place) => `     ${shown(place)}`), ...more]
}

/** The name of a file holds whatever its maker likes. */
const shown = (name: string) => cleanText(name, 300)
