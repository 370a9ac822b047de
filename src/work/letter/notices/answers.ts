/** What a letter has to say of answers: what guests chose, what the owner answered, and notes without one. */
import { hasNews, listChoices } from '../../../db/coffees.ts'
import type { Database } from '../../../db/database.ts'
import { listPersonIds } from '../../../db/people.ts'
import type { ItemOutcome, Notice } from '../../../letter/types.ts'
import { placeOfUser } from '../../../place.ts'
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
  { user, at, circle }: Pick<Sources, 'user' | 'at' | 'circle'>,
): Promise<Notice[]> {
  const waiting = (await listChoices(db, user.id, at)).filter(
    (one) => (one.state === 'chosen' || hasNews(one, at)) && !circle.died.has(normalise(one.address)),
  )
  const byAddress = await circle.find(waiting.map(({ address }) => normalise(address)))
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
              label: coffee.state === 'chosen' ? 'Open it to send the invitation' : 'Look at it',
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
  return sent
    .flatMap(({ items }) => items)
    .flatMap(({ card, outcome, outcomeAt }) => {
      const say = card && outcome && isAfter(outcomeAt, timeOf(last)) ? told[outcome] : undefined
      const id = card && ids.get(card.address)
      if (!say || !card) return []
      const links = id ? [{ label: `Bring ${card.firstName} back`, path: noticePaths.keep(id) }] : []
      return [{ text: say(card.firstName), links }]
    })
    .slice(0, most)
}

const told: Partial<Record<ItemOutcome, (name: string) => string>> = {
  let_go: (name) => `You asked me not to suggest ${name} again.`,
  elsewhere: (name) => `You said that you and ${name} talk elsewhere, so I do not go by your mail there.`,
  not_now: (name) => `You asked me to let ${name} rest for now.`,
}

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
      const rest = isAfter(free, at.add({ hours: 24 * 7 }))
        ? ` I won’t suggest them again before ${date(free, at, placeOfUser(user))}.`
        : ''
      return [{ text: `No word from ${card.firstName} yet. That’s often timing.${rest}`, links: [] }]
    })
    .slice(0, most)
}

const most = 3
