/** The mails that tell the owner what a guest chose or did: plain text, made from the row alone, so that they can be made again. */
import { type Guest, guestName, remindAt, sayChoice, sayDay, sayHold } from '../../coffee/hold.ts'
import { sayNews } from '../../coffee/news.ts'
import { toldIn } from '../../coffee/told/told.ts'
import type { User } from '../../db/accounts/users.ts'
import { type Coffee, listCoffees } from '../../db/coffees.ts'
import type { links } from '../../db/schema.ts'
import { listNames } from '../../db/some-people.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { daysOf, policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { normalise } from '../../text.ts'
import { isAtWork, replyDestinationOf } from '../mail/address.ts'
import { folded, mailWords } from '../mail/words/words.ts'
import { choiceRest, guestOf } from './choices.ts'

/** What a mail is about: what happened last, or that a choice waits for an answer. */
export type About = 'told' | 'reminded'

interface Asked {
  readonly coffee: Coffee
  readonly address: string
  readonly about?: About
}

/**
 * The mail but for where it goes. No name stands in the subject where others could see it: by the owner's wish, or because
 * `address` is one at work.
 */
export async function choiceMail(
  deps: Pick<Deps, 'db' | 'seal' | 'config'>,
  user: User,
  { coffee, address, about = 'told' }: Asked,
): Promise<Omit<Mail, 'to' | 'replyTo'>> {
  const place = placeOfUser(user)
  const words = mailWords(user).choice
  const people = await listNames(deps.db, user.id)
  const colleagues = people.flatMap(({ kind, address }) => (kind === 'person' ? [address] : []))
  const discreet = user.settings.discreetSubject || isAtWork({ destination: { address }, people: colleagues })
  const { url } = await choiceLink(deps, coffee)
  const { hostname, host } = new URL(deps.config.BASE_URL)
  const person = people.find(({ addresses }) => addresses.some((one) => normalise(one) === normalise(coffee.address)))
  const guest = guestOf(coffee, person)
  const { subject, says } = wordsOf(coffee, { guest, place, about, words })
  const waits = coffee.state === 'chosen' || about === 'reminded'
  const open = waits ? words.openToSend : words.openToSee
  const end = `-- \n${folded(words.end(host, guestName(guest, place)))}\n`
  return {
    subject: discreet ? subject.discreet : subject.named,
    html: '',
    text: [...says, `${open}\n${url}`, end].join('\n\n'),
    messageId: `<chosen.${(await deps.seal.sign(nameOf(coffee, about), 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** Each mail about a coffee has an id of its own, the same each time it is made. */
function nameOf({ id, news }: Coffee, about: About): string {
  if (about === 'reminded') return `reminded|${id}|${news?.no ?? 0}`
  return news ? `news|${id}|${news.no}` : `chosen|${id}`
}

interface Wording {
  readonly words: ReturnType<typeof mailWords>['choice']
  readonly guest: Guest
  readonly place: Place
  readonly about: About
}

function wordsOf(coffee: Coffee, { guest, place, about, words }: Wording) {
  const { startsAt, createdAt, news, holdUntil } = coffee
  const at = startsAt ?? createdAt
  const day = sayDay(at, place)
  const chose = sayChoice({ ...guest, startsAt: at }, place)
  const held = holdUntil ? `${toldIn(place).held(sayHold(holdUntil, place))} ` : ''
  const waiting = folded(`${held}${words.nothingYet}`)
  if (about === 'reminded')
    return {
      subject: {
        named: words.waits(guestName(guest, place), day),
        discreet: words.waitsDiscreet(day),
      },
      says: [`${chose}.`, waiting, folded(words.lastReminder)],
    }
  if (news) {
    const said = sayNews({ ...guest, news, startsAt }, place)
    const rest = choiceRest(coffee, place)
    const { line: _, ...plain } = news
    // Without the guest's own words. A name may have a dot of its own: "Dr. Lind".
    const named = sayNews({ ...guest, news: plain, startsAt }, place).replace(/\.$/u, '')
    return {
      subject: { named, discreet: words.answer },
      says: [folded(said), ...(rest ? [folded(rest)] : [])],
    }
  }
  return { subject: { named: chose, discreet: words.chosenDiscreet(day) }, says: [`${chose}.`, waiting] }
}

/** A mail about a choice as it lies in the outbox. */
export interface ToldMail extends Pick<Mail, 'to' | 'subject' | 'text'> {
  readonly at: Instant
}

/** The mails about choices that went out, the newest first; those of whom nothing is stored any more are left out. */
export async function listTold(deps: Deps, user: User): Promise<readonly ToldMail[]> {
  const told = (await listCoffees(deps.db, user.id)).flatMap((coffee) => {
    const { chosenAt, holdUntil, toldAt: at } = coffee
    if (!coffee.address) return []
    const reminder = chosenAt && holdUntil && coffee.reminded === 'sent' ? remindAt(chosenAt, holdUntil) : undefined
    return [
      ...(coffee.told === 'sent' && at ? [{ coffee, at, about: 'told' as const }] : []),
      ...(reminder ? [{ coffee, at: reminder, about: 'reminded' as const }] : []),
    ]
  })
  if (!told.length) return []
  const { address } = await replyDestinationOf(deps.db, deps, user)
  const mails = await Promise.all(
    told.slice(0, shownMails).map(async ({ coffee, at, about }) => {
      const { subject, text } = await choiceMail(deps, user, { coffee, address, about })
      return { to: address, subject, text, at }
    }),
  )
  return mails.toSorted((a, b) => b.at.epochMilliseconds - a.at.epochMilliseconds)
}

const shownMails = 30

/** The link to the coffee's page: the same each time it is made, open until the time has come. */
export async function choiceLink(
  { seal, config }: Pick<Deps, 'seal' | 'config'>,
  { id, userId, address, startsAt, createdAt, chosenAt }: Coffee,
): Promise<{ readonly url: string; readonly row: typeof links.$inferInsert }> {
  const token = (await seal.sign(`${id}|${address}|coffee`, 'link')).slice(0, tokenLength)
  return {
    url: `${config.BASE_URL}/coffee/${token}`,
    row: {
      hash: await sha256(token),
      userId,
      coffeeId: id,
      purpose: 'coffee',
      address,
      expiresAt: startsAt ?? createdAt.add({ hours: 24 * daysOf(policy.coffeeLink) }),
      createdAt: chosenAt ?? createdAt,
    },
  }
}

/** 22 characters of base64url carry at least 128 bits. */
const tokenLength = 22
