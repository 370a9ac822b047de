/** Links as a letter leaves them behind, for asking the pages that they open. */
import * as schema from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import type { Instant } from '../../src/facts.ts'
import { sha256 } from '../../src/seal.ts'
import { now } from './world.ts'

interface Leaving {
  readonly purpose: schema.LinkPurpose
  readonly address?: string
  readonly userId?: string
  readonly expiresAt?: Instant
  readonly revokedAt?: Instant
  readonly digestId?: string
}

let made = 0

/** Stores a link and gives its token. */
export async function addLink({ db }: Deps, { userId = 'sam', ...link }: Leaving): Promise<string> {
  made++
  const token = `token-${made}`.padEnd(22, '-')
  await db.insert(schema.links).values({ hash: await sha256(token), userId, createdAt: now, ...link })
  return token
}

/** A letter that went out, with these people in it. */
export async function addLetter({ db, seal }: Deps, addresses: readonly string[], userId = 'sam'): Promise<string> {
  const id = `letter-${userId}`
  const letter = {
    kind: 'weekly',
    week: '2026-W47',
    date: 'Monday 16 November',
    subject: 'Two people',
    preheader: '',
    headline: ['Two people'],
    intro: '',
    notices: [],
    met: [],
    linksUntil: '30 November',
  } as const
  await db.insert(schema.digests).values({
    id,
    userId,
    week: letter.week,
    state: 'sent',
    letter,
    sends: 1,
    sentAt: now,
    dropAt: now,
    createdAt: now,
  })
  for (const [place, address] of addresses.entries())
    await db
      .insert(schema.digestItems)
      .values({ digestId: id, place, userId, addressHash: await seal.sign(address, 'address'), card: null })
  return id
}
