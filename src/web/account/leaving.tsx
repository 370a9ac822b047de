/** The end of the account page: disconnecting an account, and deleting everything. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { count } from '../frame/words.ts'
import { WaysAgain, type waysOf } from './again.tsx'
import { TypedForm } from './typed-form.tsx'

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
  return (
    <>
      <section id="leaving">
        {fresh ? null : (
          <div class="notice">
            <p>
              You signed in more than {sayLasting(policy.freshSignIn)} ago. To export, to disconnect or to delete, sign
              in once more first; it leads back here.
            </p>
            <WaysAgain ways={ways} back="/account#leaving" />
          </div>
        )}
        <h2>Disconnect an account</h2>
        <p>
          This takes the permission back at the provider and deletes what came from that account. What you decided and
          noted stays with you.
        </p>
        {connections.map((connection) => (
          <TypedForm
            id={`disconnect-${connection.id}`}
            action={`/connections/${connection.id}/disconnect`}
            csrf={csrf}
            wanted={connection.email}
            label={`Disconnect ${cleanText(connection.email)}`}
            fault={fault?.at === connection.id ? fault.words : undefined}
          />
        ))}
        {connections.length ? null : <p class="soft">No account is connected.</p>}
      </section>
      <hr />
      <section>
        <h2>Delete everything</h2>
        <p>
          This removes {count(people, 'person', 'people', place)},{' '}
          {count(amount('mail'), 'message header', 'message headers', place)} and{' '}
          {count(amount('meeting'), 'calendar entry', 'calendar entries', place)} from this server, with your decisions,
          notes and settings, and takes back the permission at the provider. Your mail and calendar stay as they are. It
          can’t be undone.
        </p>
        <p class="meta">{files}</p>
        <TypedForm
          id="delete"
          action="/account/delete"
          csrf={csrf}
          wanted={user.email}
          label="Delete everything"
          fault={fault?.at === 'account' ? fault.words : undefined}
        />
      </section>
    </>
  )
}
