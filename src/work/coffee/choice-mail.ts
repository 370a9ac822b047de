/** The mail that tells the owner what a guest chose: plain text, made from the row alone, so that it can be made again. */
import { guestName, sayChoice, sayDay, sayHold } from '../../coffee/hold.ts'
import type { User } from '../../db/accounts/users.ts'
import { type Coffee, listCoffees } from '../../db/coffees.ts'
import { listNames } from '../../db/people.ts'
import type { links } from '../../db/schema.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { placeOfUser } from '../../place.ts'
import { sha256 } from '../../seal.ts'
import { normalise } from '../../text.ts'
import { isAtWork, replyDestinationOf } from '../mail/address.ts'
import { guestOf } from './choices.ts'

/**
 * The mail but for where it goes. No name stands in the subject where others could see it: by the owner's wish, or because
 * `address` is one at work.
 */
export async function choiceMail(
  deps: Pick<Deps, 'db' | 'seal' | 'config'>,
  user: User,
  { coffee, address }: { readonly coffee: Coffee; readonly address: string },
): Promise<Omit<Mail, 'to' | 'replyTo'>> {
  const place = placeOfUser(user)
  const startsAt = coffee.startsAt ?? coffee.createdAt
  const people = await listNames(deps.db, user.id)
  const discreet = user.settings.discreetSubject || isAtWork({ destination: { address }, people })
  const { url } = await choiceLink(deps, coffee)
  const { hostname, host } = new URL(deps.config.BASE_URL)
  const person = people.find(({ addresses }) => addresses.some((one) => normalise(one) === normalise(coffee.address)))
  const guest = guestOf(coffee, person)
  const chose = sayChoice({ ...guest, startsAt }, place)
  const held = coffee.holdUntil ? `It is held until ${sayHold(coffee.holdUntil, place)}. ` : ''
  return {
    subject: discreet ? `A time was chosen: ${sayDay(startsAt, place)}` : chose,
    html: '',
    text: [
      `${chose}.`,
      `${held}Nothing has gone out yet:\nit is fixed once your invitation comes.`,
      `Open it to send the invitation, or to put it away:\n${url}`,
      `-- \nWritten once, on ${host}, because you offered ${guestName(guest)} these times.\nThe link is yours, so please don’t forward it. Nothing is sent until you\npress a button on the page.\n`,
    ].join('\n\n'),
    messageId: `<chosen.${(await deps.seal.sign(`chosen|${coffee.id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** A mail about a choice as it lies in the outbox. */
export interface ToldMail extends Pick<Mail, 'to' | 'subject' | 'text'> {
  readonly at: Instant
}

/** The mails about choices that went out, the newest first; those of whom nothing is stored any more are left out. */
export async function listTold(deps: Deps, user: User): Promise<readonly ToldMail[]> {
  const told = (await listCoffees(deps.db, user.id)).flatMap((coffee) =>
    coffee.told === 'sent' && coffee.toldAt && coffee.address ? [{ coffee, at: coffee.toldAt }] : [],
  )
  if (!told.length) return []
  const { address } = await replyDestinationOf(deps.db, deps, user)
  const mails = await Promise.all(
    told.slice(0, shownMails).map(async ({ coffee, at }) => {
      const { subject, text } = await choiceMail(deps, user, { coffee, address })
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
      expiresAt: startsAt ?? createdAt,
      createdAt: chosenAt ?? createdAt,
    },
  }
}

/** 22 characters of base64url carry at least 128 bits. */
const tokenLength = 22
