/** Writes a letter from the database: whom it names, what it says of them, and what else it has to say. */
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import type { NoteRow } from '../../db/decisions.ts'
import { isKnownBy } from '../../db/few/prospects.ts'
import type { Verdict } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { blocksOf, withinBudget } from '../../letter/budget.ts'
import { compose } from '../../letter/compose.ts'
import { upcoming } from '../../letter/schedule.ts'
import type { Card, Letter, LetterKind, Notice } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import { type Words, wordsIn } from '../../letter/words/words.ts'
import { isTie } from '../../people/judge/gate.ts'
import { reachOfPerson, readKey } from '../../people/judge/reach.ts'
import { unreadWords } from '../../people/judge/reach-words.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { normalise } from '../../text.ts'
import { isAtWork } from '../mail/address.ts'
import { noticePaths } from '../mail/links.ts'
import { shortBeginning } from './beginning.ts'
import { birthdaysOfWeek } from './beside/birthdays.ts'
import { readGathering } from './beside/gathering.ts'
import { readPromises } from './beside/promises.ts'
import { chooseCards } from './choose-cards.ts'
import { areAllInTouch, circleOf } from './circle.ts'
import { metOf, readMonth } from './met.ts'
import { noticesOf } from './notices/notices.ts'
import { isAfter, type Letters, saidBefore, timeOf } from './sources/sent.ts'
import { readSources, type Sources } from './sources/sources.ts'
import { wellOf } from './went-well.ts'

export interface Written {
  readonly letter: Letter
  /** By person: the HMAC of the address on their card. */
  readonly hashes: ReadonlyMap<string, string>
  /** Less than twelve months are read: nothing to send yet. */
  readonly reading: boolean
  /** How many people there are whom the owner really writes to and hears from. */
  readonly eligible: number
  /** How many letters before it said nothing but that the week is quiet. */
  readonly quiet: number
  /** The owner's word on the people in it, by person. */
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/**
 * The letter of the hour `at`, in the words of that hour whenever it is asked for, so that what is shown is what is sent.
 * Reads only. @param leaves when it leaves, where that is earlier: it is dated by that
 */
export async function writeLetter(deps: Deps, user: User, at: Instant, leaves: Instant = at): Promise<Written> {
  const words = wordsIn(tongueOf(placeOfUser(user)))
  const sources = await readSources(deps, user, at)
  const { reading, circle, letters, accounts, sayings, destination } = sources
  const week = weekOf(at, user.timeZone)
  const eligible = circle.ties
  const pausing = !reading && isUntouched(letters, sayings.notes)
  const silent = reading || pausing
  const cards = silent ? [] : await chooseCards(deps, sources)
  const unsure = await unsureOf(deps.db, sources)
  const kind = kindOf(letters, { cards, pausing, unsure: unsure.unsure !== undefined })
  const begins = kind === 'beginning' ? await circleOf(sources) : undefined
  const about = { eligible, destination, begins: begins !== undefined }
  const others = reading ? [] : [...(begins?.notices ?? []), ...(await noticesOf(deps, sources, about))]
  const notices = pausing ? [startAgain(words), ...others] : others
  const since = await shortBeginning(sources)
  const month = silent ? [] : await readMonth(deps, sources)
  const met = silent ? [] : await metOf(sources, month)
  const promises = reading ? [] : await readPromises(deps, { ...sources, week })
  const birthdays = silent ? [] : await birthdaysOfWeek(deps, sources, cards)
  const gathering = silent ? undefined : await readGathering(sources, month)
  const isBare = ![met, promises, birthdays, notices].some(({ length }) => length) && !gathering
  const letter = withinBudget(
    compose({
      kind,
      week,
      at,
      leaves,
      user: { ...placeOfUser(user), name: user.name, email: user.email },
      discreet: user.settings.discreetSubject || isAtWork({ destination, people: circle.colleagues }),
      cards,
      met,
      promises,
      birthdays,
      gathering,
      well: silent ? {} : await wellOf(deps.db, sources),
      notices,
      ...(accounts.readBackTo ? { readBackTo: accounts.readBackTo } : {}),
      ...(since ? { short: { people: eligible, since } } : {}),
      ...unsure,
      nextLetter: upcoming(user, at, new Set([week])).at,
      heard: letters.sent.length > 0,
      ...(begins ? { circle: begins.circle } : {}),
      ...(kind === 'empty'
        ? {
            allInTouch: await areAllInTouch(sources),
            lastQuiet: quietLetters(letters) + Number(isBare) >= policy.quietLetters,
          }
        : {}),
      turn: { place: 0, before: saidBefore(letters.sent), seed: `${user.id}|${week}` },
    }),
  )
  const signed = cards.map(
    async ({ personId, address }) => [personId, await deps.seal.signatures(normalise(address), 'address')] as const,
  )
  const signatures = await Promise.all(signed)
  const hashes = new Map(signatures.map(([personId, [hash = '']]) => [personId, hash]))
  const verdicts = new Map(
    signatures.flatMap(([personId, all]) => {
      const verdict = all.map((hash) => sayings.verdicts.get(hash)).find(Boolean)
      return verdict ? [[personId, verdict.verdict] as const] : []
    }),
  )
  return { letter, hashes, reading, eligible, quiet: quietLetters(letters), verdicts }
}

/** Which accounts leave open who is quiet: "work@acme.example has not been read since 8 November". */
async function unsureOf(db: Database, { circle, at, accounts, user }: Sources): Promise<{ readonly unsure?: string }> {
  const unread = [...accounts.reaches].filter(([, { state }]) => state === 'unread')
  const keys = unread.flatMap(([key, { part }]) => (part ? [] : [key]))
  // Most accounts without a calendar have none that knew anybody.
  if (unread.length === keys.length && !(await isKnownBy(db, user.id, keys.map(readKey)))) return {}
  const open = (await circle.everybody())
    .filter((person) => person.state === 'active' && isTie(person))
    .map((person) => reachOfPerson(person, at, accounts.reaches))
    .filter(({ state }) => state === 'unread')
  const [one, other] = new Set(open.map((reach) => unreadWords(reach, at, placeOfUser(user))))
  if (one === undefined) return {}
  const { both } = wordsIn(tongueOf(placeOfUser(user))).around
  return { unsure: other === undefined ? one : both(one, other) }
}

function kindOf(
  { sent }: Letters,
  { cards, pausing, unsure }: { readonly cards: readonly Card[]; readonly pausing: boolean; readonly unsure: boolean },
): LetterKind {
  if (pausing) return 'pausing'
  if (!cards.length) return sent.length || unsure ? 'empty' : 'beginning'
  return sent.some(({ items }) => items.length) ? 'weekly' : 'first'
}

/** How many letters said nothing but that the week is quiet. */
const quietLetters = ({ sent }: Letters): number => sent.filter(({ letter }) => isQuiet(letter)).length

/** It names nobody and has nothing else to say. */
export const isQuiet = (letter: Omit<Letter, 'cards'>): boolean =>
  letter.kind === 'empty' && !blocksOf({ ...letter, cards: [] }).length

/** The last letters with people in them came to nothing, and it has not paused for them yet. A line that was noted since is something. */
function isUntouched({ sent }: Letters, notes: readonly Pick<NoteRow, 'at'>[]): boolean {
  const pause = sent.findIndex(({ letter }) => letter.kind === 'pausing')
  const since = (pause < 0 ? sent : sent.slice(0, pause))
    .filter(({ items }) => items.length)
    .slice(0, policy.quiet.letters)
  const oldest = since.at(-1)
  if (oldest && notes.some(({ at }) => isAfter(at, timeOf(oldest)))) return false
  return (
    since.length === policy.quiet.letters && since.every(({ items }) => items.every(({ outcome }) => outcome === null))
  )
}

const startAgain = ({ around: { writeAgain } }: Words): Notice => ({
  about: 'letter',
  text: writeAgain.text,
  links: [{ label: writeAgain.label, path: noticePaths.resume }],
})
