/** Signing in once more, before what cannot be taken back or hands everything out. */
import { listIdentities } from '../../db/accounts/identities.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Tongue } from '../../place.ts'
import { policy } from '../../policy.ts'
import { labelIn } from '../../providers/labels.ts'
import { isOAuth, type Provider } from '../../providers/provider.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { isFresh } from '../../work/signing/sessions.ts'
import { render } from '../frame/layout.tsx'
import { type Page, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import type { Act } from './words/en/signing.tsx'
import { accountWords } from './words/words.ts'

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
  { act, back }: { readonly act: Act; readonly back: string },
): Promise<Response | null> {
  const user = requireUser(c)
  if (isFreshlySignedIn(c)) return null
  // Looking at a page writes nothing down; coming back from a provider is no looking.
  if (c.req.method === 'POST' || act === 'connect')
    await noteHappening(c.get('deps'), { userId: user.id, kind: 'refused', how: 'old_sign_in' })
  const ways = await waysOf(c, user)
  const tongue = tongueOn(c)
  const words = accountWords(tongue).again
  return render(
    c,
    { title: words.title, at: 'account', status: 403 },
    <div class="message">
      <h1>{words.title}</h1>
      <p class="lede">{words.lede(act, policy.freshSignIn)}</p>
      <WaysAgain ways={ways} back={back} tongue={tongue} />
      <p>
        <a href={back}>{words.back}</a>
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

interface WaysAgainProps {
  readonly ways: readonly Provider[]
  readonly back: string
  readonly tongue: Tongue
}

/** A button for each way to sign in, and the link by mail for whoever has lost the others. */
export function WaysAgain({ ways, back, tongue }: WaysAgainProps) {
  const words = accountWords(tongue).again
  const to = encodeURIComponent(back)
  return (
    <p class="cta">
      {ways.map(({ name, label, sample }) => (
        <a class="btn" href={`/signin/${name}?to=${to}`}>
          {words.signInWith(labelIn(label, tongue), sample)}
        </a>
      ))}
      <a class="btn q" href={`/signin/link?to=${to}`}>
        {words.byMail}
      </a>
    </p>
  )
}
