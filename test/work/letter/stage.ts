/** A user whose mailbox is read, with people in it and a clock that only moves when told: for letters from hour to hour. */
import { and, eq, gt } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { createUser, findUser, type User } from '../../../src/db/accounts/users.ts'
import { type LetterRow, listDigests } from '../../../src/db/digests.ts'
import { nextDueAt } from '../../../src/db/due.ts'
import { storeFacts } from '../../../src/db/facts.ts'
import * as schema from '../../../src/db/schema.ts'
import type { Delivery, Mail } from '../../../src/deps.ts'
import type { Instant, MailFact, MeetingFact } from '../../../src/facts.ts'
import { defaultSettings, type Settings } from '../../../src/settings.ts'
import { requestDerive, requestLetter } from '../../../src/work/request.ts'
import { tick } from '../../../src/work/tick.ts'
import { prove } from '../../support/proof.ts'
import { type Ground, openStage } from '../../support/stage.ts'

/** A Sunday; the letter comes on Monday at 8. */
export const sunday = Temporal.Instant.from('2026-11-22T09:00:00Z')
export const monday = Temporal.Instant.from('2026-11-23T07:00:00Z')
export const me = 'sam@hartley.example'

export interface Stage extends Ground {
  /** Called before every statement; a test may throw there. */
  onStatement: (query: string) => void
  /** Works until nothing is due before `until`, moving the clock. */
  run(until: Instant): Promise<void>
  user(): Promise<User>
  digests(): Promise<LetterRow[]>
  store(facts: readonly (MailFact | MeetingFact)[]): Promise<void>
}

export interface Staging {
  readonly begin?: Instant
  readonly timeZone?: string
  readonly createdAt?: Instant
  readonly settings?: Partial<Settings>
  /** What the relay does; null: letters stay in the outbox. */
  readonly relay?: ((mail: Mail, stillWaiting?: () => Promise<void>) => Promise<Delivery>) | null
  readonly people?: readonly Someone[]
  readonly env?: Readonly<Record<string, string>>
  /** The address of a database on a server, in place of a fresh embedded one. */
  readonly postgres?: string
}

export interface Someone {
  readonly name: string
  readonly address: string
  /** Months since the last message, which is theirs; one thread a month before that, since two years ago. */
  readonly quietMonths: number
  readonly subject?: string
}

export const maren: Someone = {
  name: 'Maren Okafor',
  address: 'maren@okafor.example',
  quietMonths: 7,
  subject: 'Studio move and a question?',
}
export const teo: Someone = {
  name: 'Teo Vasquez',
  address: 'teo@vasquez.example',
  quietMonths: 9,
  subject: 'Reading group, last chapter',
}
export const priya: Someone = {
  name: 'Priya Raman',
  address: 'priya@raman.example',
  quietMonths: 5,
  subject: 'Northlight design review',
}
export const jonas: Someone = {
  name: 'Jonas Lind',
  address: 'jonas@lind.example',
  quietMonths: 8,
  subject: 'Harbour walk plans',
}
export const dana: Someone = {
  name: 'Dana Whitlock',
  address: 'dana@whitlock.example',
  quietMonths: 6,
  subject: 'Workshop outline',
}
export const everyone = [maren, teo, priya, jonas, dana]

export const accept = async (): Promise<Delivery> => ({ kind: 'accepted' })

export async function setStage(staging: Staging = {}): Promise<Stage> {
  const { begin = sunday, timeZone = 'Europe/Berlin', relay = accept, people = everyone, env = {} } = staging
  const ground = await openStage({
    database: staging.postgres ? { postgres: staging.postgres } : 'pglite',
    onStatement: (query) => stage.onStatement(query),
    providers: 'clients',
    clock: begin,
    ...{ env, relay },
  })
  const { db, deps } = ground
  const stage: Stage = {
    ...ground,
    onStatement: () => {},
    async run(until) {
      for (let steps = 0; steps < 2000; steps++) {
        if ((await tick(deps)) > 0) continue
        // People are worked out anew every six hours because they age: here only when something is read.
        await db.delete(schema.tasks).where(and(eq(schema.tasks.kind, 'derive'), gt(schema.tasks.runAt, ground.now())))
        const due = await nextDueAt(db)
        if (!due || Temporal.Instant.compare(due, until) > 0) return stage.jump(until)
        stage.jump(due)
      }
      throw new Error('the stage does not come to rest')
    },
    async user() {
      const user = await findUser(db, 'sam')
      if (!user) throw new Error('no user')
      return user
    },
    digests: () => listDigests(db, 'sam', 100),
    async store(facts) {
      await storeFacts(db, { userId: 'sam', connectionId: 'sam-google', generation: 0 }, facts)
    },
  }
  await createUser(db, {
    id: 'sam',
    email: me,
    name: 'Sam Hartley',
    timeZone,
    timeZoneChosen: true,
    settings: { ...defaultSettings, ...staging.settings },
    createdAt: staging.createdAt ?? begin.subtract({ hours: 24 }),
    // There at every moment that a test comes to.
    seenAt: begin.add({ hours: 24 * 1000 }),
  })
  await db.insert(schema.connections).values({
    id: 'sam-google',
    userId: 'sam',
    provider: 'google',
    issuer: 'https://accounts.google.com',
    subject: 'sam',
    email: me,
    scopes: [],
    state: 'active',
    createdAt: begin,
  })
  await prove(db, { userId: 'sam', subject: 'sam', address: me, at: begin })
  for (const kind of ['mail', 'calendar'] as const)
    await db.insert(schema.streams).values({
      connectionId: 'sam-google',
      kind,
      phase: 'current',
      readBackTo: begin.subtract({ hours: 24 * 365 * 5 }),
      // Read at every moment that a test comes to.
      lastSyncedAt: begin.add({ hours: 24 * 1000 }),
    })
  await stage.store(people.flatMap((person) => history(person, begin)))
  await requestDerive(db, 'sam', begin)
  await requestLetter(db, await stage.user(), begin)
  return stage
}

/** One thread a month: they write, the owner answers, and the last word is theirs. */
function history({ name, address, quietMonths, subject }: Someone, now: Instant): MailFact[] {
  return Array.from({ length: 24 - quietMonths }, (_, index) => quietMonths + index).flatMap((months) => {
    const start = now.subtract({ hours: Math.round(24 * 30.5 * months) })
    const last = months === quietMonths
    const title = last && subject ? subject : `Notes of ${months} months`
    const theirs = mail({ id: `${address}-${months}-a`, from: address, name, to: me, at: start, subject: title })
    const mine = mail({
      id: `${address}-${months}-b`,
      from: me,
      to: address,
      toName: name,
      at: start.subtract({ hours: 20 }),
      subject: title,
    })
    return [mine, theirs]
  })
}

export interface MailOf {
  readonly id: string
  readonly from: string
  readonly name?: string
  readonly to: string
  readonly toName?: string
  readonly at: Instant
  readonly subject?: string
}

export function mail({ id, from, name, to, toName, at, subject }: MailOf): MailFact {
  return {
    kind: 'mail',
    id,
    thread: `t-${id.replace(/-[ab]$/, '')}`.replace(/[^\w-]/g, ''),
    at,
    from: name ? { address: from, name } : { address: from },
    to: [toName ? { address: to, name: toName } : { address: to }],
    cc: [],
    outgoing: from === me,
    signals: ['reply'],
    messageId: `${id}@mail.example`,
    ...(subject ? { subject } : {}),
    offsetMinutes: 60,
  }
}

export function meeting({
  id,
  guest,
  at,
  title = 'Coffee',
  reply = 'accepted' as const,
}: {
  readonly id: string
  readonly guest: string
  readonly at: Instant
  readonly title?: string
  readonly reply?: 'accepted' | 'declined' | 'none'
}): MeetingFact {
  const person = { self: false, organizer: false, resource: false, optional: false }
  return {
    kind: 'meeting',
    id,
    uid: `${id}@calendar.example`,
    when: { start: at, end: at.add({ minutes: 45 }) },
    allDay: false,
    people: [
      { ...person, address: me, reply: 'accepted', self: true, organizer: true },
      { ...person, address: guest, reply },
    ],
    mine: 'accepted',
    cancelled: false,
    busy: true,
    type: 'default',
    title,
  }
}
