/** Signing in once more, before what cannot be taken back or hands everything out. */
import { listIdentities } from '../../db/accounts/identities.ts'
import type { User } from '../../db/accounts/users.ts'
import { policy, sayLasting } from '../../policy.ts'
import { isOAuth, type Provider } from '../../providers/provider.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { isFresh } from '../../work/signing/sessions.ts'
import { render } from '../frame/layout.tsx'
import { type Page, requireUser } from '../frame/session.ts'

/** What is about to be done, as it stands after "Before". */
const acts = {
  export: 'everything is handed out as a file',
  disconnect: 'an account is disconnected',
  delete: 'everything is deleted',
  handOut: 'a program is let in by a token',
  connect: 'this account, which is new here, becomes a way in',
} as const

/** Whether the reader signed in so lately that they need not do it once more. */
export function isFreshlySignedIn(c: Page): boolean {
  const session = c.get('session')
  return session !== null && isFresh(session, c.get('deps').now())
}

/**
 * The page that leads through signing in, to whoever did so too long ago.
 * @param back where it leads on to
 * @returns null where nothing is in the way
 * @throws UserError 403 where nobody is signed in
 */
export async function askToSignInAgain(
  c: Page,
  { act, back }: { readonly act: keyof typeof acts; readonly back: string },
): Promise<Response | null> {
  const user = requireUser(c)
  if (isFreshlySignedIn(c)) return null
  // Looking at a page writes nothing down; coming back from a provider is no looking.
  if (c.req.method === 'POST' || act === 'connect')
    await noteHappening(c.get('deps'), { userId: user.id, kind: 'refused', how: 'old_sign_in' })
  const ways = await waysOf(c, user)
  return render(
    c,
    { title: 'Sign in once more first', at: 'account', status: 403 },
    <div class="message">
      <h1>Sign in once more first</h1>
      <p class="lede">
        You signed in more than {sayLasting(policy.freshSignIn)} ago. Before {acts[act]}, sign in once more, so that
        nobody else can do it in a browser that was left open. Nothing was changed.
      </p>
      <WaysAgain ways={ways} back={back} />
      <p>
        <a href={back}>Back</a>
      </p>
    </div>,
  )
}

/** The providers at which this user may sign in. */
export async function waysOf(c: Page, user: User): Promise<readonly Provider[]> {
  const { db, providers } = c.get('deps')
  const own = new Set((await listIdentities(db, user.id)).map(({ provider }) => provider))
  return [...providers.values()].filter((one) => isOAuth(one) && own.has(one.name))
}

/** A button for each way to sign in, and the link by mail for whoever has lost the others. */
export function WaysAgain({ ways, back }: { readonly ways: readonly Provider[]; readonly back: string }) {
  const to = encodeURIComponent(back)
  return (
    <p class="cta">
      {ways.map(({ name, label, sample }) => (
        <a class="btn" href={`/signin/${name}?to=${to}`}>
          Sign in with {sample ? `the ${label}` : label}
        </a>
      ))}
      <a class="btn q" href={`/signin/link?to=${to}`}>
        Have a link mailed to you
      </a>
    </p>
  )
}
