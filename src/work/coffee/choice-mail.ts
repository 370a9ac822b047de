/** The mails that tell the owner what a guest chose or did: plain text, made from the row alone, so that they can be made again. */
import { type Guest, guestName, remindAt, sayChoice, sayDay, sayHold } from '../../coffee/hold.ts'
import { sayNews } from '../../coffee/news.ts'
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
  const people = await listNames(deps.db, user.id)
  const colleagues = people.flatMap(({ kind, address }) => (kind === 'person' ? [address] : []))
  const discreet = user.settings.discreetSubject || isAtWork({ destination: { address }, people: colleagues })
  const { url } = await choiceLink(deps, coffee)
  const { hostname, host } = new URL(deps.config.BASE_URL)
  const person = people.find(({ addresses }) => addresses.some((one) => normalise(one) === normalise(coffee.address)))
  const guest = guestOf(coffee, person)
  const { subject, says } = wordsOf(coffee, { guest, place, about })
  const waits = coffee.state === 'chosen' || about === 'reminded'
  const open = waits
    ? 'Open it to send the invitation, or to put it away:'
    : 'Open it to see what there is, or to offer other times:'
  const end = `-- \nWritten once, on ${host}, because you offered ${guestName(guest)} these times.\nThe link is yours, so please don’t forward it. Nothing is sent until you\npress a button on the page.\n`
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

interface Words {
  readonly guest: Guest
  readonly place: Place
  readonly about: About
}

function wordsOf(coffee: Coffee, { guest, place, about }: Words) {
  const { startsAt, createdAt, news, holdUntil } = coffee
  const at = startsAt ?? createdAt
  const day = sayDay(at, place)
  const chose = sayChoice({ ...guest, startsAt: at }, place)
  const held = holdUntil ? `It is held until ${sayHold(holdUntil, place)}. ` : ''
  const waiting = `${held}Nothing has gone out yet:\nit is fixed once your invitation comes.`
  if (about === 'reminded')
    return {
      subject: {
        named: `${guestName(guest)} is waiting for your answer: ${day}`,
        discreet: `A time waits for you: ${day}`,
      },
      says: [
        `${chose}.`,
        waiting,
        folded('After that their page says that you have not answered. This is the only reminder.'),
      ],
    }
  if (news) {
    const said = sayNews({ ...guest, news, startsAt }, place)
    const rest = choiceRest(coffee, place)
    const { line: _, ...plain } = news
    // Without the guest's own words. A name may have a dot of its own: "Dr. Lind".
    const named = sayNews({ ...guest, news: plain, startsAt }, place).replace(/\.$/u, '')
    return {
      subject: { named, discreet: 'An answer to times you offered' },
      says: [folded(said), ...(rest ? [folded(rest)] : [])],
    }
  }
  return { subject: { named: chose, discreet: `A time was chosen: ${day}` }, says: [`${chose}.`, waiting] }
}

/** In lines that every mail program shows as they are. */
function folded(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 72) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
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
