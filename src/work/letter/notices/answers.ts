/** What a letter has to say of answers: what guests chose, what the owner answered, and notes without one. */

import type { User } from '../../../db/accounts/users.ts'
import { choicesAmong, hasNews } from '../../../db/coffees.ts'
import type { Database } from '../../../db/database.ts'
import { listPersonIds } from '../../../db/people.ts'
import type { ItemOutcome, Notice } from '../../../letter/types.ts'
import { wordsIn } from '../../../letter/words/words.ts'
import { placeOfUser, tongueOf } from '../../../place.ts'
import { hoursOf, policy } from '../../../policy.ts'
import { date } from '../../../spans.ts'
import { normalise } from '../../../text.ts'
import { choiceWords } from '../../coffee/choices.ts'
import { noticePaths } from '../../mail/links.ts'
import { isAfter, timeOf } from '../sources/sent.ts'
import type { Sources } from '../sources/sources.ts'

/** What guests chose and did since, and the owner has not answered or looked at; first, since it is held for a few days only. */
export async function chosen(
  db: Database,
  { user, waitingAt, circle, coffees }: Pick<Sources, 'user' | 'waitingAt' | 'circle' | 'coffees'>,
): Promise<Notice[]> {
  const waiting = choicesAmong(coffees, waitingAt).filter(
    (one) => (one.state === 'chosen' || hasNews(one, waitingAt)) && !circle.died.has(normalise(one.address)),
  )
  const byAddress = await circle.find(waiting.map(({ address }) => normalise(address)))
  const words = wordsFor(user)
  const ids = waiting.length ? await listPersonIds(db, user.id) : new Map<string, string>()
  return waiting.toReversed().map((coffee) => {
    const address = normalise(coffee.address)
    const person = byAddress.get(address)
    const id = ids.get(address) ?? person?.id
    return {
      text: choiceWords(coffee, placeOfUser(user), person),
      links: id
        ? [
            {
              label: coffee.state === 'chosen' ? words.openToSend : words.look,
              path: noticePaths.coffee(id),
            },
          ]
        : [],
      ...(coffee.state === 'chosen' ? { coffeeId: coffee.id } : {}),
    }
  })
}

/** What was answered by a link since the last letter: told, so that nothing is decided behind the owner's back. */
export async function answered(
  db: Database,
  { user, letters: { sent } }: Pick<Sources, 'user' | 'letters'>,
): Promise<Notice[]> {
  const last = sent[0]
  if (!last) return []
  const ids = await listPersonIds(db, user.id)
  const words = wordsFor(user)
  return sent
    .flatMap(({ items }) => items)
    .flatMap(({ card, outcome, outcomeAt }) => {
      const say = card && isToldOf(outcome) && isAfter(outcomeAt, timeOf(last)) ? words[outcome] : undefined
      const id = card && ids.get(card.address)
      if (!say || !card) return []
      const links = id ? [{ label: words.bringBack(card.firstName), path: noticePaths.keep(id) }] : []
      return [{ text: say(card.firstName), links }]
    })
    .slice(0, most)
}

/** Answers by a link that change whether somebody is suggested. */
const isToldOf = (outcome: ItemOutcome | null): outcome is 'let_go' | 'elsewhere' | 'not_now' =>
  outcome === 'let_go' || outcome === 'elsewhere' || outcome === 'not_now'

const wordsFor = (user: User) => wordsIn(tongueOf(placeOfUser(user))).notices

/** A note after a suggestion, long without an answer: said once, in the first letter after that. */
export function unanswered({ letters: { sent }, at, user }: Pick<Sources, 'letters' | 'at' | 'user'>): Notice[] {
  const last = sent[0]
  if (!last) return []
  return sent
    .flatMap((row) => row.items.map((item) => ({ row, item })))
    .flatMap(({ row, item: { card, outcome, outcomeAt } }) => {
      const until = outcomeAt?.add({ hours: hoursOf(policy.patience) })
      if (!card || outcome !== 'written' || !until) return []
      if (!isAfter(until, timeOf(last)) || isAfter(until, at)) return []
      const free = timeOf(row).add({ hours: hoursOf(policy.betweenMentions) })
      const rest = isAfter(free, at.add({ hours: 24 * 7 })) ? date(free, at, placeOfUser(user)) : undefined
      return [{ text: wordsFor(user).noWord(card.firstName, rest), links: [] }]
    })
    .slice(0, most)
}

const most = 3
