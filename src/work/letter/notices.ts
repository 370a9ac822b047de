/** What a letter has to say beside its people: accounts that died, answers taken, notes without one, letters that went astray. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { LetterRow } from '../../db/digests.ts'
import { listPersonIds } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { words } from '../../letter/delivery-words.ts'
import type { ItemOutcome, Notice } from '../../letter/types.ts'
import { unreadReach, unreadWords } from '../../people/judge/reach.ts'
import { placeOfUser } from '../../place.ts'
import { hoursOf, policy } from '../../policy.ts'
import { sharersOf } from '../../settings.ts'
import { date } from '../../spans.ts'
import { cleanText, normalise } from '../../text.ts'
import { choiceWords, listWaiting } from '../coffee/choices.ts'
import { noticePaths } from '../mail/links.ts'
import { moreAccounts } from './more-accounts.ts'
import { type LetterSources, timeOf } from './sources.ts'

/** In the order in which they stand in the letter. */
export async function noticesOf(sources: LetterSources, eligible: number): Promise<readonly Notice[]> {
  return [
    ...(await chosen(sources)),
    ...lostAccounts(sources),
    ...unreadAccounts(sources),
    ...elsewhere(sources),
    ...astray(sources),
    ...(await answered(sources)),
    ...unanswered(sources),
    ...moreToRead(sources, eligible),
    ...sharedMailbox(sources),
    ...secondWayIn(sources),
  ]
}

/** What guests chose and the owner has not answered; first, since it is held for a few days only. */
async function chosen({ deps, user, at, byAddress }: LetterSources): Promise<Notice[]> {
  const waiting = (await listWaiting(deps.db, user.id, at)).filter(({ state }) => state === 'chosen')
  const ids = waiting.length ? await listPersonIds(deps.db, user.id) : new Map<string, string>()
  return waiting.toReversed().map((coffee) => {
    const address = normalise(coffee.address)
    const id = ids.get(address) ?? byAddress.get(address)?.id
    return {
      text: choiceWords(coffee, placeOfUser(user)),
      links: id ? [{ label: 'Open it to send the invitation', path: noticePaths.coffee(id) }] : [],
      coffeeId: coffee.id,
    }
  })
}

/** One sentence on each account that cannot be read any more, with what can be done about it. */
function lostAccounts({ connections }: LetterSources): Notice[] {
  return connections
    .filter(({ state, provider }) => state === 'reconnect' && provider !== 'file')
    .map((connection) => ({
      text: `${cleanText(connection.email)} does not let me read it any more, so I know nothing new from there.`,
      links: choices(connection),
    }))
}

/** The same of accounts that nobody refused, and that all the same have not been read for days: a calendar alone, too. */
function unreadAccounts({ connections, reaches, at, user }: LetterSources): Notice[] {
  return connections
    .filter(({ state, provider }) => state !== 'reconnect' && state !== 'ended' && provider !== 'file')
    .flatMap((connection) => {
      const [reach] = kinds.flatMap((kind) => unreadReach({ connectionId: connection.id, kind }, reaches) ?? [])
      const text = reach && `${unreadWords(reach, at, placeOfUser(user))}, so I know nothing new from there.`
      return text ? [{ text, links: choices(connection) }] : []
    })
}

const kinds = ['mail', 'calendar'] as const

const choices = ({ provider }: Connection): Notice['links'] => [
  { label: 'Reconnect', path: `/connect/${provider}` },
  { label: 'Keep what was read', path: '/settings#connections' },
  { label: 'Delete it', path: '/account' },
]

/** Said once, in the first letter that comes to another address than before. */
function elsewhere({ destination, sent }: LetterSources): Notice[] {
  const { address, cameBack, stopped } = destination
  const last = sent[0] && timeOf(sent[0])
  if (stopped) return []
  return cameBack
    .filter(({ at }) => !last || isAfter(at, last))
    .map((one) => ({
      text: `A letter to ${cleanText(one.address)} came back for good, so this one comes to ${cleanText(address)}.`,
      links: [{ label: 'Choose where it goes', path: '/settings#letterTo' }],
    }))
}

/** A slip on the letter before this one, where it did not arrive for certain. */
function astray({ digests, week }: LetterSources): Notice[] {
  const previous = digests.find((row) => row.week < week && row.state !== 'skipped')
  // One that stayed here because the owner said so, or until they confirmed an address, needs no word.
  const kept: readonly (string | null | undefined)[] = [words.paused, words.stopped, words.unproven]
  const wanted = kept.includes(previous?.problem)
  // The second copy of a letter may be refused: the first one is there.
  const arrived = previous && previous.state !== 'unknown' && previous.sends > 0
  const text = previous && !wanted && !arrived && slips[previous.state]
  return text ? [{ text, links: [{ label: 'See what happened', path: '/letter' }] }] : []
}

const slips: Partial<Record<LetterRow['state'], string>> = {
  failed: 'My last letter could not be delivered.',
  unknown: 'I could not find out whether my last letter reached you.',
  dropped: 'My last letter would have been more than a day late, so it was not sent.',
}

/** What was answered by a link since the last letter: told, so that nothing is decided behind the owner's back. */
async function answered({ deps, user, sent }: LetterSources): Promise<Notice[]> {
  const last = sent[0]
  if (!last) return []
  const ids = await listPersonIds(deps.db, user.id)
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
function unanswered({ sent, at, user }: LetterSources): Notice[] {
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

function moreToRead({ connections, deps }: LetterSources, eligible: number): Notice[] {
  if (eligible >= 3) return []
  return [
    {
      text: `There is little to go by so far. If you write to people from another account as well, I can read that too. ${importWords(deps)}`,
      links: moreAccounts(deps.providers, connections),
    },
  ]
}

/** An import is a command of whoever runs the program: the owner, where it runs on their own machine. */
const importWords = ({ config }: LetterSources['deps']): string =>
  config.local
    ? 'Mail and calendars that were exported to files can be read with npm run import.'
    : 'Whoever runs this server can also import mail and calendars that you exported to files.'

/** Asked once. The answers are buttons of the settings page, on which each link has chosen one: a link changes nothing. */
function sharedMailbox({ user, sent }: LetterSources): Notice[] {
  const sharers = user.settings.sharedMailbox === null ? sharersOf(user.settings) : undefined
  const asked = sent.some(({ letter }) => letter.notices.some(({ links }) => links.some(({ path }) => isShared(path))))
  if (!sharers || asked) return []
  const [one, other] = sharers.map((name) => cleanText(name, 60))
  return [
    {
      text: `Mail goes out from here as ${one} and as ${other}. If two of you write from this mailbox, I count only yours.`,
      links: [
        { label: 'Only I write from it', path: noticePaths.shared('alone') },
        { label: `We share it, I am ${one}`, path: noticePaths.shared('1') },
        { label: `We share it, I am ${other}`, path: noticePaths.shared('2') },
      ],
    },
  ]
}

const isShared = (path: string) => path.startsWith('/settings?shared=')

/** Asked once, in the letter after the first: an account at work is cut off the day the work ends. */
function secondWayIn({ sent, connections, identities }: LetterSources): Notice[] {
  const accounts = connections.filter(({ provider, state }) => provider !== 'file' && state !== 'ended')
  if (sent.length !== 1 || identities.length > 1 || accounts.length > 1) return []
  return [
    {
      text: 'You have one way in here. If that account is ever closed, a second one keeps your people and your letter.',
      links: [{ label: 'Add another account', path: '/settings#connections' }],
    },
  ]
}

const isAfter = (at: Instant | null | undefined, other: Instant) =>
  at ? at.epochMilliseconds > other.epochMilliseconds : false
