/** What happens meanwhile: mail and meetings arrive, move, are trashed and come back, at both providers. */
import { Temporal } from 'temporal-polyfill'
import { ownerAt, WORK } from '../../src/sample/history/owner.ts'
import type { Mailbox } from '../../src/sample/history/types.ts'
import type { Ground } from './ground.ts'

export const friends: readonly Mailbox[] = [
  { address: 'maren@fable-studio.example', name: 'Maren Okafor' },
  { address: 'kenji.watanabe@harborline.example', name: 'Kenji Watanabe' },
  { address: 'priya.raman@baylight.example', name: 'Priya Raman' },
  { address: 'mira@friends.example', name: 'Mira Castellanos' },
]
const shop: Mailbox = { address: 'news@shop.example', name: 'A Shop' }
const categories = ['CATEGORY_PROMOTIONS', 'CATEGORY_UPDATES', 'CATEGORY_SOCIAL', 'CATEGORY_PERSONAL']

/** What is there to be changed: ids of both providers. */
export interface Known {
  readonly mail: Record<'google' | 'microsoft', string[]>
  readonly planned: Record<'google' | 'microsoft', string[]>
  count: number
}

export function knownOf(ground: Ground): Known {
  return {
    mail: {
      google: ground.google.world.mail.list().map(({ message }) => message.id),
      microsoft: ground.microsoft.world.mail.all().map(({ message }) => message.id),
    },
    planned: { google: [], microsoft: [] },
    count: 0,
  }
}

interface Drawing {
  readonly ground: Ground
  readonly random: () => number
  readonly known: Known
  note(what: string): void
}

export function happen(drawing: Drawing): void {
  const { random, known } = drawing
  known.count++
  if (random() < 0.55) happenToMail(drawing)
  else happenToCalendar(drawing)
}

const pick = <T>(random: () => number, from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]

function happenToMail({ ground, random, known, note }: Drawing): void {
  const name = random() < 0.6 ? 'google' : 'microsoft'
  const owner = name === 'google' ? ownerAt(ground.google.world.history.owner.address) : ownerAt(WORK)
  const at = Temporal.Instant.fromEpochMilliseconds(ground.now().epochMilliseconds)
  const friend = random() < 0.2 ? shop : (pick(random, friends) as Mailbox)
  const one = pick(random, known.mail[name])
  const dice = random()
  if (dice < 0.5 || !one) {
    const sent = random() < 0.4
    const draft = { from: sent ? owner : friend, to: [sent ? friend : owner], subject: `Chaos ${known.count}`, at }
    const labels = random() < 0.3 ? ['INBOX', pick(random, categories) ?? 'INBOX'] : undefined
    const made =
      name === 'google'
        ? ground.google.deliver({ ...draft, ...(labels && !sent ? { labels } : {}) })
        : ground.microsoft.deliver(draft)
    known.mail[name].push(made.id)
    note(sent ? 'mail is sent' : 'mail arrives')
    return
  }
  if (name === 'google') {
    const { google } = ground
    if (dice < 0.62) google.trash(one)
    else if (dice < 0.72) google.label(one, { remove: ['TRASH', 'SPAM'], add: ['INBOX'] })
    else if (dice < 0.8) google.label(one, { add: ['SPAM'], remove: ['INBOX'] })
    else if (dice < 0.9) google.label(one, { add: [pick(random, categories) ?? 'INBOX'] })
    else google.remove(one)
    note('mail is moved, sorted, trashed or deleted')
    return
  }
  const { microsoft } = ground
  const there = microsoft.world.mail.find(one)
  if (!there) return
  if (dice < 0.7) microsoft.move(one, 'deleteditems')
  else if (dice < 0.9) microsoft.move(one, 'inbox')
  else if (dice < 0.95) microsoft.mark(one, random() < 0.5)
  else microsoft.remove(one)
  note('mail is moved, sorted, trashed or deleted')
}

function happenToCalendar({ ground, random, known, note }: Drawing): void {
  const name = random() < 0.6 ? 'google' : 'microsoft'
  const calendar = ground[name]
  const { zone } = ground.google.world.history.owner
  const today = ground.now().toZonedDateTimeISO(zone).toPlainDate()
  const start = (hour: number) =>
    `${today.add({ days: Math.floor(random() * 60) - 20 })}T${String(hour).padStart(2, '0')}:00:00`
  const one = pick(random, known.planned[name])
  const friend = pick(random, friends) as Mailbox
  const owner = name === 'google' ? ownerAt(ground.google.world.history.owner.address) : ownerAt(WORK)
  const dice = random()
  if (dice < 0.5 || !one) {
    const guests = [
      { ...owner, reply: 'accepted' as const, self: true },
      { ...friend, reply: 'needsAction' as const },
    ]
    // Before any time that a coffee is offered for: what is planned here stands in no way.
    known.planned[name].push(calendar.addEvent({ title: `Plan ${known.count}`, start: start(5), guests }))
    note('a meeting is planned')
    return
  }
  if (dice < 0.7) calendar.moveEvent(one, start(4))
  else if (dice < 0.85) for (const { address } of friends) calendar.answerEvent(one, address, 'accepted')
  else calendar.cancelEvent(one)
  note('a meeting moves, is answered or called off')
}
