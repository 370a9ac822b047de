/** The end of the account page: disconnecting an account, and deleting everything. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { WaysAgain, type waysOf } from './again.tsx'
import { TypedForm } from './typed-form.tsx'
import { accountWords } from './words/words.ts'

/** What was typed wrongly. */
export interface Fault {
  /** A connection's id, or "account". */
  readonly at: string
  readonly words: string
}

interface LeavingProps {
  readonly connections: readonly Connection[]
  /** How many people there are. */
  readonly people: number
  /** How many facts of a kind there are. */
  amount(kind: string): number
  readonly user: User
  readonly fault?: Fault
  /** Signed in lately enough to leave. */
  readonly fresh: boolean
  readonly ways: Awaited<ReturnType<typeof waysOf>>
  readonly csrf: string
  /** What becomes of the files of the database. */
  readonly files: string
}

export function Leaving({ connections, people, amount, user, fault, fresh, ways, csrf, files }: LeavingProps) {
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const words = accountWords(tongue).leaving
  const held = { mail: amount('mail'), meetings: amount('meeting'), contacts: 0 }
  return (
    <>
      <section id="leaving">
        {fresh ? null : (
          <div class="notice">
            <p>{words.stale(policy.freshSignIn)}</p>
            <WaysAgain ways={ways} back="/account#leaving" tongue={tongue} />
          </div>
        )}
        <h2>{words.disconnect}</h2>
        <p>{words.disconnectSays}</p>
        {connections.map((connection) => (
          <TypedForm
            id={`disconnect-${connection.id}`}
            action={`/connections/${connection.id}/disconnect`}
            csrf={csrf}
            wanted={connection.email}
            label={words.disconnectOne(cleanText(connection.email))}
            fault={fault?.at === connection.id ? fault.words : undefined}
            words={words}
          />
        ))}
        {connections.length ? null : <p class="soft">{words.none}</p>}
      </section>
      <hr />
      <section>
        <h2>{words.deleteAll}</h2>
        <p>{words.deleteSays(people, held, place)}</p>
        <p class="meta">{files}</p>
        <TypedForm
          id="delete"
          action="/account/delete"
          csrf={csrf}
          wanted={user.email}
          label={words.deleteAll}
          fault={fault?.at === 'account' ? fault.words : undefined}
          words={words}
        />
      </section>
    </>
  )
}
