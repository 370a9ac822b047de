/** What people do meanwhile: the owner opens pages, plans, moves and calls off coffees, sends the letter; guests answer. */
import { createApp } from '../../src/app.tsx'
import { listCoffees } from '../../src/db/coffees.ts'
import { findPersonByAddress } from '../../src/db/people.ts'
import type { Deps } from '../../src/deps.ts'
import { ProviderError, UserError } from '../../src/errors.ts'
import { cancelCoffee, moveCoffee } from '../../src/work/coffee/change.ts'
import { offerTimes, openOffer } from '../../src/work/coffee/offer.ts'
import { planCoffee, sendNow, undoCoffee } from '../../src/work/coffee/plan.ts'
import { setTable } from '../../src/work/coffee/table.ts'
import { sendLetter } from '../../src/work/letter/send.ts'
import { friends } from './events.ts'
import type { Ground } from './ground.ts'

interface Drawing {
  readonly ground: Ground
  readonly deps: Deps
  readonly random: () => number
  /** Links that guests have. */
  readonly tokens: string[]
  note(what: string): void
}

const pages = ['/', '/healthz', '/readyz', '/privacy', '/people', '/letter', '/status.json']

const acts = [
  'plan',
  'plan',
  'offer',
  'guest',
  'guest',
  'cancel',
  'move',
  'undo',
  'now',
  'letter',
  'page',
  'page',
] as const

/**
 * One press, drawn now. What is refused in a sentence, or because a provider is away, is an answer like any other.
 * @throws whatever else comes of it
 */
export async function press(drawing: Drawing): Promise<void> {
  const { random, note } = drawing
  const act = acts[Math.floor(random() * acts.length)] ?? 'page'
  const which = random()
  note(`somebody presses: ${act}`)
  try {
    await pressed(drawing, act, which)
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ProviderError)) throw error
  }
}

async function pressed({ ground, deps, random, tokens }: Drawing, act: (typeof acts)[number], which: number) {
  if (act === 'page') return ask(deps, pages[Math.floor(which * pages.length)] ?? '/')
  const token = tokens[Math.floor(which * tokens.length)]
  if (act === 'guest') {
    if (!token) return
    const shown = await openOffer(deps, token)
    const start = [...(shown?.slots ?? []), ...(shown?.others ?? [])][0]?.start
    const wishes = ['slot', 'change', 'cancel', 'none'] as const
    const wish = wishes[Math.floor(random() * wishes.length)] ?? 'slot'
    const fields = { ...(wish === 'slot' ? {} : { act: wish }), ...(start ? { slot: start.toString() } : {}) }
    return ask(deps, `/meet/${token}`, fields)
  }
  const user = await ground.user()
  if (act === 'letter') return sendLetter(deps, user)
  if (act === 'plan' || act === 'offer') {
    const friend = friends[Math.floor(which * friends.length)]
    const person = friend && (await findPersonByAddress(deps.db, user.id, friend.address))
    if (!person) return
    const { slots } = await setTable(deps, user, person)
    const start = slots[Math.floor(random() * slots.length)]?.start
    if (!start) return
    if (act === 'plan') return planCoffee(deps, user, person, { how: 'invite', start, note: 'Shall we?' })
    const { token } = await offerTimes(deps, user, person, { starts: [start], note: 'Pick one?' })
    return tokens.push(token)
  }
  const rows = await listCoffees(deps.db, user.id)
  const coffee = rows[Math.floor(which * rows.length)]
  if (!coffee) return
  if (act === 'cancel') return cancelCoffee(deps, user, coffee.id)
  if (act === 'undo') return undoCoffee(deps, user.id, coffee.id)
  if (act === 'now') return sendNow(deps, user.id, coffee.id)
  return moveCoffee(deps, user, coffee.id, coffee.startsAt?.add({ hours: 24 }) ?? null)
}

/** A page, or a form of one. */
async function ask(deps: Deps, path: string, fields?: Readonly<Record<string, string>>): Promise<void> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const init = fields ? { method: 'POST', headers, body: new URLSearchParams(fields).toString() } : {}
  const answer = await createApp(deps).request(`${deps.config.BASE_URL}${path}`, init)
  await answer.text()
}
