/** The programs that write to everybody: newsletters, shops, notices. Tables, and the mail they send. */
import type { Temporal } from 'temporal-polyfill'
import { DAYS_AHEAD, dayBefore, fillIn, momentOn } from './days.ts'
import { HOME, ownerAt } from './owner.ts'
import { dice, stableId } from './random.ts'
import type { Header, MessageKind } from './types.ts'
import type { Writer } from './writer.ts'

interface Machine {
  readonly name: string
  readonly address: string
  readonly kind: Extract<MessageKind, 'newsletter' | 'receipt' | 'notification'>
  /** Days between two messages. */
  readonly every: number
  readonly label: 'CATEGORY_PROMOTIONS' | 'CATEGORY_UPDATES' | 'CATEGORY_SOCIAL'
  /** {number} counts up; one of each list, separated by |, is taken for every [ ]. */
  readonly subject: string
  readonly plus?: string
}

/** A newsletter under a person's name. The owner never wrote to it. */
export const CLAIRE = { name: 'Claire from Slow Mornings', address: 'claire@slowmornings.example' }

const letter = (name: string, address: string, every: number, subject: string): Machine => ({
  name,
  address,
  every,
  subject,
  kind: 'newsletter',
  label: 'CATEGORY_PROMOTIONS',
})
const receipt = (name: string, address: string, every: number, subject: string, plus?: string): Machine => ({
  name,
  address,
  every,
  subject,
  kind: 'receipt',
  label: 'CATEGORY_UPDATES',
  ...(plus && { plus }),
})
const notification = (name: string, address: string, every: number, subject: string, social = false): Machine => ({
  name,
  address,
  every,
  subject,
  kind: 'notification',
  label: social ? 'CATEGORY_SOCIAL' : 'CATEGORY_UPDATES',
})

export const MACHINES: readonly Machine[] = [
  letter(
    CLAIRE.name,
    CLAIRE.address,
    14,
    'No. {number}: on [leaving the phone|walking to work|a second pot of tea|rooms with no clock|unanswered letters|winter light] and [what stays|other luck|small repairs|the neighbours|the long way home]',
  ),
  letter(
    'The Grid',
    'editors@thegrid.example',
    14,
    'Grid #{number}: [typefaces|tables|maps|margins|wayfinding|captions] that [behave|surprise|age well|travel|hold]',
  ),
  letter(
    'Fold & Crease',
    'hello@foldandcrease.example',
    28,
    '[New papers|Offcuts|From the mill|Studio visit], {month}: [linen|cotton|grey board|rice paper|recycled]',
  ),
  letter(
    'Berlin on foot',
    'post@berlinonfoot.example',
    28,
    '[Moabit|Wedding|Friedenau|Köpenick|Pankow|Lichtenberg] by [night|tram|canal|courtyard|bakery], letter {number}',
  ),
  letter(
    'Radfunk',
    'news@radfunk.example',
    21,
    '[Neue Taschen|Winterreifen|Lichtwoche|Schutzblech-Tage|Frühlingsputz] bis {date}',
  ),
  letter(
    'Harbour Books',
    'shelf@harbourbooks.example',
    24,
    '[Six|Four|Nine|Three] books about [water|trains|kitchens|patience|weather|maps] for {month}',
  ),
  letter(
    'Accessible Weekly',
    'team@accessibleweekly.example',
    14,
    'Issue {number}: [contrast|captions|focus|plain words|motion|forms] in [practice|court rooms|museums|transit|banking]',
  ),
  letter(
    'Kino Central',
    'programm@kinocentral.example',
    14,
    'Programm ab {date}: [Stummfilm|Doku|Matinee|Lange Nacht|Premiere] und [Gespräch|Musik|Suppe|Kurzfilme]',
  ),
  receipt(
    'Rösterei Nord',
    'bestellung@roesterei-nord.example',
    24,
    'Deine Bestellung {number}: [Guji|Huila|Sidamo|Antigua], 1 kg',
    'coffee',
  ),
  receipt(
    'Bahn Tickets',
    'noreply@bahn-tickets.example',
    17,
    'Buchungsbestätigung {number}: Berlin Hbf – [Leipzig|Hamburg|Rheinsberg|Kopenhagen|Amsterdam|Wien] am {date}',
  ),
  receipt(
    'Korb & Kiste',
    'no-reply@korbundkiste.example',
    21,
    'Your delivery on {day}: [apples|chard|leeks|pears|beets] and more',
  ),
  receipt('Stromwerk', 'rechnung@stromwerk.example', 30, 'Ihre Abrechnung für {month} ist da'),
  receipt('Pixelvault', 'billing@pixelvault.example', 30, 'Receipt for {month} (#{number})'),
  receipt(
    'Buchhandlung am Eck',
    'abholung@buchhandlung-am-eck.example',
    26,
    'Abholbereit: Bestellung {number}',
    'books',
  ),
  notification(
    'Yusuf Demir (via Forge)',
    'notifications@forge.example',
    15,
    '[northlight/atlas] [Fix|Add|Review|Remove|Rename] [focus order|night palette|pier icons|legend|long labels] (#{number})',
  ),
  notification(
    'Kite',
    'updates@kite.example',
    18,
    '[Wen|Amara|Felix|Priya|Simon] [posted a photo|liked your drawing|is nearby|commented] on {day}',
    true,
  ),
  notification('Hausbank', 'nachricht@hausbank.example', 15, 'Neue Nachricht in Ihrem Postfach vom {date}'),
  notification(
    'Parcel Post',
    'track@parcelpost.example',
    13,
    'Parcel {number} [arrives on|was left with a neighbour on|is late until] {day}',
  ),
  notification('Pixelvault', 'memories@pixelvault.example', 14, 'Photos from this week, {date}'),
  notification(
    'Northlight Calendar',
    'calendar-notification@calendar.example',
    11,
    'Reminder: [Studio Monday|Accessibility guild|Drawing time|Northlight all-hands] @ {date}',
  ),
]

/** Everything the machines send from two years before the anchor to the end of the script. */
export function writeMachines(writer: Writer, anchor: Temporal.PlainDate) {
  for (const machine of MACHINES) {
    const chance = dice(`machine ${machine.address}`)
    let number = chance.whole(40, 900)
    for (let day = 730 - chance.whole(0, machine.every); day > -DAYS_AHEAD; day -= machine.every) {
      const date = dayBefore(anchor, day)
      const language = /\b(ab|am|bis|für|vom) \{/.test(machine.subject) ? 'de' : 'en'
      const subject = fillIn(machine.subject, date, language)
        .replace('{number}', String(number++))
        // Choices hold a |; a tag in brackets does not.
        .replace(/\[([^\]]*\|[^\]]*)\]/g, (_, choices: string) => chance.pick(choices.split('|')))
      writer.write({
        from: { name: machine.name, address: machine.address },
        to: [machine.plus ? { ...ownerAt(HOME), address: HOME.replace('@', `+${machine.plus}@`) } : ownerAt(HOME)],
        subject,
        at: momentOn(date, chance.whole(300, 1200)),
        zone: 'UTC',
        kind: machine.kind,
        thread: `${machine.address} ${day}`,
        labels: ['INBOX', machine.label, ...(chance.next() < 0.5 ? ['UNREAD'] : [])],
        headers: headersOf(machine, day),
      })
    }
  }
}

function headersOf({ kind, address }: Machine, day: number): Header[] {
  const domain = address.split('@')[1] ?? ''
  const token = stableId(16, address, String(day))
  if (kind === 'newsletter') {
    return [
      { name: 'List-Id', value: `<news.${domain}>` },
      { name: 'List-Unsubscribe', value: `<https://${domain}/u/${token}>, <mailto:leave-${token}@${domain}>` },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      { name: 'Precedence', value: 'bulk' },
      { name: 'Feedback-ID', value: `${token}:news:${domain}` },
      { name: 'Return-Path', value: `<bounce-${token}@${domain}>` },
    ]
  }
  const automatic = { name: 'Auto-Submitted', value: 'auto-generated' }
  return kind === 'receipt'
    ? [automatic]
    : [automatic, { name: 'List-Unsubscribe', value: `<https://${domain}/settings>` }]
}
