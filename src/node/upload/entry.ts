/** One upload as this process knows it, as its page shows it, and whether its addresses are free. */
import { listConnections } from '../../db/accounts/connections.ts'
import { findIdentity, mailtoIssuer } from '../../db/accounts/identities.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import { listUsersProvenBy } from '../../db/accounts/sign-in-links.ts'
import { listUsers } from '../../db/accounts/users.ts'
import { forUser } from '../../db/rows/bound.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { normalise } from '../../text.ts'
import type { ProposedAddress, Upload, UploadOwner } from '../../work/uploads.ts'
import type { Pace } from './pace.ts'
import type { State } from './state.ts'

export interface Entry {
  state: State
  pace: Pace
  stopped: boolean
  work: Promise<void>
}

/** For its page. */
export function shown({ state, pace }: Entry): Upload {
  const { id, owner, phase, proposed, problem, result, notes } = state
  const about = { id, owner, names: state.files.map(({ name }) => name) }
  if (phase === 'done' && result) return { ...about, phase, result }
  if (phase === 'asking') return { ...about, phase, proposed, problem }
  if (phase === 'failed' || phase === 'done') return { ...about, phase: 'failed', problem: problem ?? '', notes }
  return { ...about, phase: phase === 'reading' ? phase : 'looking', going: pace.going() }
}

/** A calendar or an address book does not show whose it is: the addresses that are their owner's here already. */
export async function ownOf({ db }: Deps, owner: UploadOwner): Promise<readonly ProposedAddress[]> {
  if (!owner.startsWith('user:')) return []
  const userId = owner.slice('user:'.length)
  const bound = forUser(db, userId)
  const accounts = (await listConnections(bound, userId)).map(({ email }) => email)
  const said = (await listOwnAddresses(bound, userId)).filter(({ source }) => source !== 'refused')
  const all = [...new Set([...accounts, ...said.map(({ address }) => address)].map(normalise))].slice(0, mostOwn)
  return all.map((address) => ({ address, why: 'is yours here already', sure: true }))
}

const mostOwn = 8

/** Whoever sits at this machine is nobody's owner by naming their address. @throws UserError 409 */
export async function checkUnknown({ db }: Deps, me: readonly string[]): Promise<void> {
  const users = await listUsers(db)
  for (const address of me) {
    const isHere =
      users.some(({ email }) => normalise(email) === address) ||
      (await findIdentity(db, mailtoIssuer, address)) !== undefined ||
      (await listUsersProvenBy(db, address)).length > 0
    if (isHere)
      throw new UserError(409, {
        en: 'One of these addresses is known here already. Sign in with it first, then open this page again: the files wait.',
        de: 'Eine dieser Adressen ist hier schon bekannt. Melde dich zuerst mit ihr an und öffne dann diese Seite noch einmal: Die Dateien warten.',
      })
  }
}
