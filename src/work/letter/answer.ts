/** Does what the button behind a letter's link says, and takes it back again: recorded so that both hold exactly. */
import type { Temporal } from 'temporal-polyfill'
import type { Database } from '../../db/database.ts'
import { nextMoment, takeDecisionsBack } from '../../db/decisions.ts'
import { setOutcome } from '../../db/digests.ts'
import { lastPressed, pressLink, releaseLink } from '../../db/links.ts'
import { findPersonByAddress } from '../../db/people.ts'
import type { LinkPurpose } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import type { ItemOutcome } from '../../letter/types.ts'
import { policy } from '../../policy.ts'
import { normalise } from '../../text.ts'
import type { OpenLink } from '../mail/links.ts'
import { type About, addressesOf, allHashes, decide, keepNote, restore, type Wish } from '../people/decide.ts'
import { requestDerive } from '../request.ts'

/** The purposes that are a word on somebody. */
export type AnswerPurpose = Extract<LinkPurpose, 'not_now' | 'spoken' | 'elsewhere' | 'let_go' | 'keep'>

export interface Answer {
  /** For `not_now`: the first moment of the day on which they may come up again. */
  readonly until?: Instant
  /** For `spoken`: a line to keep. Clean already; may be empty. */
  readonly promise?: string
  /** The day that it is for: "2026-12-04". */
  readonly due?: string | undefined
}

const outcomes: Readonly<Record<AnswerPurpose, ItemOutcome>> = {
  not_now: 'not_now',
  spoken: 'spoken',
  elsewhere: 'elsewhere',
  let_go: 'let_go',
  keep: 'kept',
}

/** Records the answer once; a link whose button was pressed before changes nothing. */
export async function answerLink(deps: Deps, link: OpenLink, purpose: AnswerPurpose, answer: Answer): Promise<void> {
  const { row, user } = link
  const now = deps.now()
  await deps.db.transaction(async (tx) => {
    if (!(await pressLink(tx, row, now))) return
    const about = await whom(tx, deps, link)
    await decide(tx, about, wishOf(purpose, answer, now.toZonedDateTimeISO(user.timeZone)))
    if (purpose === 'spoken' && answer.promise) await keepNote(tx, about, { text: answer.promise, due: answer.due })
    await setItem(tx, link, about, outcomes[purpose])
    await requestDerive(tx, user.id, now)
  })
  deps.wake()
}

/** Takes back exactly what this link recorded; without anything recorded nothing changes. */
export async function takeBack(deps: Deps, link: OpenLink): Promise<void> {
  const { row, user } = link
  await deps.db.transaction(async (tx) => {
    if (!(await releaseLink(tx, row))) return
    await takeDecisionsBack(tx, user.id, row.hash)
    const about = await whom(tx, deps, link)
    await restore(tx, about)
    await setItem(tx, link, about, await wordBefore(tx, link))
    await requestDerive(tx, user.id, deps.now())
  })
  deps.wake()
}

/** The one whom the link is about, whatever became of their entry since it was sent. */
async function whom(tx: Database, deps: Deps, { row, user }: OpenLink): Promise<About> {
  const address = normalise(row.address ?? '')
  const person = await findPersonByAddress(tx, user.id, address)
  const addresses = person ? addressesOf(person) : [address]
  const at = await nextMoment(tx, user.id, deps.now())
  return { deps, userId: user.id, addresses, person, at, source: row.hash }
}

function wishOf(purpose: AnswerPurpose, { until }: Answer, now: Temporal.ZonedDateTime): Wish {
  if (purpose === 'not_now') return { kind: 'rest', until: until ?? now.add(policy.notNow).toInstant() }
  return { kind: purpose === 'spoken' ? 'close' : purpose }
}

/** Another button of the same letter may have been pressed before: what it said of the suggestion holds again. */
async function wordBefore(tx: Database, { row, user }: OpenLink): Promise<ItemOutcome | null> {
  if (!row.digestId || !row.address) return null
  const { digestId, address } = row
  const purpose = await lastPressed(
    tx,
    { userId: user.id, digestId, address },
    Object.keys(outcomes) as AnswerPurpose[],
  )
  return purpose ? outcomes[purpose] : null
}

/** What came of the suggestion in the letter that the link stood in. */
async function setItem(
  tx: Database,
  { row, user }: OpenLink,
  { deps, addresses, at }: About,
  outcome: ItemOutcome | null,
) {
  if (!row.digestId) return
  const addressHashes = await allHashes(deps, addresses)
  await setOutcome(tx, { userId: user.id, digestId: row.digestId, addressHashes, outcome, at })
}
