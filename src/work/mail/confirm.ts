/**
 * Proving an address by a link that is mailed there, once. The mail goes to somebody who may be a stranger to all of this: it
 * leaves only when its owner-to-be presses for it, says nothing that anybody here has chosen, and is counted against three caps.
 */
import {
  type Confirmation,
  findConfirmation,
  forgetMailings,
  giveMailingBack,
  listConfirmations,
  listRefused,
  moveConfirmation,
  permitMailings,
  queueConfirmation,
  refuseMailings,
  takeMailing,
} from '../../db/accounts/confirmations.ts'
import { deleteLinkProof, storeLinkProof } from '../../db/accounts/proofs.ts'
import { changeSettings, confirmationsKey, findUser, lockUser, type User } from '../../db/accounts/users.ts'
import { reserveUnits } from '../../db/budgets.ts'
import type { Database } from '../../db/database.ts'
import { storeLinks } from '../../db/links.ts'
import { askedPlace } from '../../db/sealed/asked.ts'
import { dropTasks, holdLease, scheduleTask, type Task } from '../../db/tasks.ts'
import type { Delivery, Deps, Mail } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { mailbox } from '../../people/identity/address.ts'
import { placeOfUser, type Sentence, tongueOf } from '../../place.ts'
import { hoursOf, policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { normalise } from '../../text.ts'
import type { Outcome } from '../outcome.ts'
import { requestLetter } from '../request.ts'
import { destinationOf } from './address.ts'
import { confirmationMail } from './confirm-mail.ts'
import { type OpenLink, tokenOf } from './links.ts'

/** Nothing that was asked for longer ago is sent. */
const hoursTried = 24

/**
 * Has a link sent to an address of the user's own accounts that nobody vouches for. One goes to each address, once.
 * @throws UserError 404 where it is no such address, 409 where a link went or none may go there, 429 where enough have gone
 */
export async function requestConfirmation(deps: Deps, user: User, wanted: string): Promise<void> {
  const { db, seal } = deps
  const at = deps.now()
  if (!deps.mailer) throw new UserError(409, sentences.outbox)
  const { unproven } = await destinationOf(db, deps, user)
  const address = normalise(unproven.find((one) => normalise(one.address) === normalise(wanted))?.address ?? '')
  if (!isMailable(address)) throw new UserError(404, sentences.unknown)
  const hashes = await mailKeys(seal, address)
  const { sealed } = await sealedBox(seal, address)
  const id = (await sha256(`confirm|${user.id}|${address}`)).slice(0, 22)
  const since = at.subtract({ hours: hoursOf(policy.confirm.sameAddress) })
  await db.transaction(async (tx) => {
    // Two presses at once are one after the other.
    await lockUser(tx, user.id)
    const mine = await listConfirmations(tx, user.id)
    const known = mine.find((one) => one.address === address)
    if (known && known.state !== 'failed') throw new UserError(409, sentences.once)
    if (!known && mine.length >= policy.confirm.addressesOfAUser) throw new UserError(429, sentences.most)
    await forgetMailings(tx, since)
    if (!(await takeMailing(tx, hashes, { at, since, sealed }))) throw new UserError(409, sentences.closed)
    const burst = policy.confirm.ofAServerADay
    const quota = (key: string, aDay: number) => ({ key, perMinute: aDay / (24 * 60), burst: aDay })
    const own = quota(confirmationsKey(user.id), policy.confirm.addressesOfAUser)
    const reserved = await reserveUnits(tx, [quota('confirmations', burst), own], at, { least: 1, most: 1 })
    if ('retryAt' in reserved) throw new UserError(429, sentences.busy)
    await queueConfirmation(tx, { id, userId: user.id, address, askedAt: at })
    await scheduleTask(tx, { kind: 'confirm', subject: id, userId: user.id }, at)
  })
  deps.wake()
}

/** The mailbox behind an address: whoever reads there is asked once, however it is written. */
export const boxOf = (address: string) => mailbox(address.replace(/\.$/, ''))

/** What a mailbox is known by among those that were asked, under every key there is. */
export const mailKeys = (seal: Deps['seal'], address: string) => seal.signatures(boxOf(address), 'address')

/** What a mailbox that was asked is kept as: its HMAC under the first key, and itself beside it, sealed. */
export async function sealedBox(seal: Deps['seal'], address: string) {
  const box = boxOf(address)
  const addressHash = await seal.sign(box, 'address')
  return { addressHash, sealed: await seal.seal(box, askedPlace(addressHash)) }
}

/** One plain address: nothing in it could lead a mail to somebody else as well. */
const isMailable = (address: string) =>
  address.length <= 254 && /^[^\s@,;:<>"()[\]\\]+@[^\s@,;:<>"()[\]\\]+\.[^\s@,;:<>"()[\]\\]+$/.test(address)

const sentences = {
  outbox: {
    en: 'No mail relay is set up here, so letters stay on this machine and nothing has to be confirmed.',
    de: 'Hier ist kein Relay für Mail eingerichtet, also bleiben Briefe auf diesem Rechner, und zu bestätigen ist nichts.',
  },
  unknown: {
    en: 'This is no address of your accounts that waits to be confirmed, so nothing was sent.',
    de: 'Das ist keine Adresse deiner Konten, die noch zu bestätigen wäre, also wurde nichts verschickt.',
  },
  once: {
    en: 'A link to this address was asked for already, and it goes out once only. Look among its spam as well.',
    de: 'Für diese Adresse wurde schon ein Link verlangt, und er geht nur einmal hinaus. Schau dort auch im Spam nach.',
  },
  most: {
    en: `Links went to ${policy.confirm.addressesOfAUser} addresses of yours, which is as many as there are. Connect an account whose provider vouches for its address.`,
    de: `An ${policy.confirm.addressesOfAUser} Adressen von dir ging schon ein Link, mehr werden es nicht. Verbinde ein Konto, dessen Anbieter für die Adresse bürgt.`,
  },
  closed: {
    en: 'No link goes to this address now: one went there not long ago, or whoever reads there wants none. Nothing was sent.',
    de: 'An diese Adresse geht jetzt kein Link: Vor Kurzem ging schon einer dorthin, oder wer dort liest, möchte keinen. Verschickt wurde nichts.',
  },
  busy: {
    en: 'Many links left this server today, so nothing was sent. Try again tomorrow.',
    de: 'Heute gingen schon viele Links von diesem Server hinaus, also wurde nichts verschickt. Versuch es morgen noch einmal.',
  },
} as const

/** The task `confirm`. Null where there is nothing to do any more. A mail that was leaving when a run ended is not repeated. */
export async function sendConfirmation(deps: Deps, task: Task): Promise<Outcome | null> {
  const { db, mailer } = deps
  const row = await findConfirmation(db, task.userId, task.subject)
  if (row?.state === 'sending') return end(row, { state: 'unknown', problem: null })
  if (row?.state !== 'queued') return null
  const late = row.askedAt.add({ hours: hoursTried }).epochMilliseconds <= deps.now().epochMilliseconds
  if (!mailer || late) return abandon(deps, row, row.problem ?? (await saidTo(deps, row, problems.late)))
  const mail = await mailOf(deps, row)
  const begun = await db.transaction(async (tx) => {
    await holdLease(tx, task)
    return leave(tx, deps, row)
  })
  if (!begun) return abandon(deps, row, await saidTo(deps, row, problems.gone))
  const delivery = await mailer.send(mail)
  deps.log('confirmation', { outcome: delivery.kind })
  return conclude(deps, row, delivery)
}

/** Moves it on and opens its link, unless the address is proven, refused or nobody's by now. */
async function leave(tx: Database, deps: Deps, row: Confirmation): Promise<boolean> {
  const user = await findUser(tx, row.userId)
  if (!user) return false
  const { unproven } = await destinationOf(tx, deps, user)
  const refused = await listRefused(tx, await mailKeys(deps.seal, row.address))
  if (refused.size || !unproven.some(({ address }) => normalise(address) === row.address)) return false
  if (!(await moveConfirmation(tx, row, ['queued'], { state: 'sending', attempts: row.attempts + 1 }))) return false
  const hash = await sha256(await tokenFor(deps, row))
  const at = deps.now()
  const expiresAt = at.add({ hours: hoursOf(policy.confirm.link) })
  const link = { hash, userId: row.userId, purpose: 'confirm' as const, address: row.address, expiresAt, createdAt: at }
  await storeLinks(tx, [link])
  return true
}

/** Another one for each time it is asked for, which is again only after nothing had left. */
const tokenFor = (deps: Pick<Deps, 'seal'>, { id, askedAt, address }: Confirmation) =>
  tokenOf(deps, `${id}|${askedAt}`, { purpose: 'confirm', address })

async function mailOf(deps: Deps, row: Confirmation): Promise<Mail> {
  const base = deps.config.BASE_URL
  const id = (await deps.seal.sign(`${row.id}|${row.askedAt}`, 'message id')).slice(0, 16)
  const about = { base, href: `${base}/confirm/${await tokenFor(deps, row)}`, lasts: policy.confirm.link }
  const user = await findUser(deps.db, row.userId)
  const { subject, text } = confirmationMail(about, user?.settings.letterTongue)
  return {
    to: row.address,
    subject,
    text,
    html: '',
    messageId: `<confirm.${id}@${new URL(base).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

async function conclude(deps: Deps, row: Confirmation, delivery: Delivery): Promise<Outcome> {
  if (delivery.kind === 'accepted') return end(row, { state: 'sent', problem: null, sentAt: deps.now() })
  if (delivery.kind === 'unknown') return end(row, { state: 'unknown', problem: null, sentAt: deps.now() })
  const problem = await saidTo(deps, row, problems.relay(delivery.reason))
  if (delivery.kind === 'refused' && delivery.permanent)
    return delivery.atRecipient ? end(row, { state: 'bounced', problem: null }) : abandon(deps, row, problem)
  const minutes = Math.min(120, 2 * 2 ** row.attempts)
  return {
    next: deps.now().add({ minutes }),
    failure: { error: delivery.reason, attempts: row.attempts + 1 },
    async write(tx) {
      await moveConfirmation(tx, row, ['sending'], { state: 'queued', problem })
    },
  }
}

/** As they are kept, in the tongue that the owner reads when it happens. */
const problems = {
  late: {
    en: 'The mail relay did not take it within a day.',
    de: 'Der Mailserver hat die Mail einen Tag lang nicht angenommen.',
  },
  gone: {
    en: 'It was not needed or not possible any more when it was to leave.',
    de: 'Als die Mail hinaussollte, war sie nicht mehr nötig oder nicht mehr möglich.',
  },
  relay: (reason: string): Sentence => ({
    en: `It has not left: ${reason}.`,
    de: `Die Mail ist noch nicht hinausgegangen: ${reason}.`,
  }),
} as const

async function saidTo({ db }: Pick<Deps, 'db'>, { userId }: Confirmation, sentence: Sentence): Promise<string> {
  const user = await findUser(db, userId)
  return sentence[user ? tongueOf(placeOfUser(user)) : 'en']
}

/** Nothing left, for certain: it may be asked for again. */
async function abandon({ seal }: Deps, row: Confirmation, problem: string): Promise<Outcome> {
  const hashes = await mailKeys(seal, row.address)
  return end(row, { state: 'failed', problem }, (tx) => giveMailingBack(tx, hashes))
}

function end(
  row: Confirmation,
  set: Partial<Confirmation>,
  also: (tx: Database) => Promise<void> = async () => {},
): Outcome {
  return {
    next: row.askedAt,
    async write(tx) {
      if (await moveConfirmation(tx, row, ['queued', 'sending'], set)) await also(tx)
      await dropTasks(tx, ['confirm'], row.id)
    },
  }
}

/** The button behind the link: letters of this one user go to the address from now on. Pressed again it is the same. */
export async function confirmAddress(deps: Deps, { row, user }: OpenLink): Promise<void> {
  const address = row.address ?? ''
  const hashes = await mailKeys(deps.seal, address)
  await deps.db.transaction(async (tx) => {
    await permitMailings(tx, hashes)
    await storeLinkProof(tx, { userId: user.id, address, at: deps.now() })
    // Its owner asked for it by having the link sent.
    await changeSettings(tx, user.id, { letterTo: address })
    await requestLetter(tx, user, deps.now())
  })
  deps.wake()
}

/** "This isn't mine": nothing of this user's goes there, and no link of anybody's. The same link takes it back while it lasts. */
export async function refuseAddress(deps: Deps, { row, user }: OpenLink): Promise<void> {
  const address = row.address ?? ''
  const asked = await sealedBox(deps.seal, address)
  await deps.db.transaction(async (tx) => {
    await refuseMailings(tx, asked, deps.now())
    await deleteLinkProof(tx, user.id, address)
    if (normalise(user.settings.letterTo) === address) await changeSettings(tx, user.id, { letterTo: '' })
  })
}
