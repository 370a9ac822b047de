/** The account page: what is stored, every request made, and the ways out. */
import { Hono } from 'hono'
import * as z from 'zod'
import { listBooks } from '../../db/accounts/address-books.ts'
import { type Connection, findConnection, listConnections } from '../../db/accounts/connections.ts'
import { countContacts } from '../../db/accounts/contacts.ts'
import { listHappenings } from '../../db/accounts/happenings.ts'
import { listIdentities } from '../../db/accounts/identities.ts'
import { countCalls } from '../../db/accounts/request-ledger.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { findUser, type User } from '../../db/accounts/users.ts'
import { findWebhook, listWebhookMessages } from '../../db/accounts/webhooks.ts'
import { countFacts } from '../../db/history/history.ts'
import { countKept } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { loginNames } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { deleteAccount, disconnect, keepWhatWasRead, stopContacts } from '../../work/leave.ts'
import { moreAccounts } from '../../work/letter/more-accounts.ts'
import { destinationOf } from '../../work/mail/address.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { ownedBy } from '../../work/uploads.ts'
import { field, readFields } from '../frame/form.ts'
import { render, renderMessage } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { Programs } from '../frame/programs.tsx'
import { Returned } from '../frame/returned.tsx'
import { type Env, endSession, type Page, readForm, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { frameWords } from '../frame/words.ts'
import { askToSignInAgain, isFreshlySignedIn, waysOf } from './again.tsx'
import { filesWords } from './files-words.ts'
import { Happened, shownHappenings } from './happened.tsx'
import { type Fault, Leaving } from './leaving.tsx'
import { Ledger } from './ledger.tsx'
import { StoredOf } from './stored.tsx'
import { WaysIn } from './ways-in.tsx'
import { type AccountWords, accountWords } from './words/words.ts'

export function accountRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/account', (c) => show(c, requireUser(c)))
  routes.post('/signout', async (c) => {
    await readForm(c)
    await endSession(c)
    return c.redirect('/', 303)
  })
  routes.post('/connections/:id/keep', async (c) => {
    const { user } = await readForm(c)
    const connection = await findOwn(c, user)
    const { revoked } = await keepWhatWasRead(c.get('deps'), user.id, connection.id)
    const words = wordsOn(c)
    const way = { href: '/settings#connections', label: words.toAccounts }
    const kept = words.kept(cleanText(connection.email))
    const said = [kept, ...permissionWords(c, [connection], revoked), await letterWords(c, user)]
    return renderMessage(c, { title: words.stopped, at: 'settings' }, said, way)
  })
  routes.post('/connections/:id/contacts', async (c) => {
    const { user } = await readForm(c)
    const { id } = await findOwn(c, user)
    await stopContacts(c.get('deps'), user.id, id)
    return c.redirect('/account', 303)
  })
  routes.post('/connections/:id/disconnect', async (c) => {
    const { user, form } = await readForm(c)
    const connection = await findOwn(c, user)
    if (!confirms(form, connection.email))
      return show(c, user, {
        at: connection.id,
        words: wordsOn(c).typeToDisconnect(cleanText(connection.email)),
      })
    const stale = await askToSignInAgain(c, { act: 'disconnect', back: '/account#leaving' })
    if (stale) return stale
    const { revoked } = await disconnect(c.get('deps'), user.id, connection.id)
    await noteHappening(c.get('deps'), { userId: user.id, kind: 'disconnected', how: connection.provider })
    const said = [
      ...afterDisconnect(c, connection, revoked),
      filesWords(c.get('deps').config, tongueOn(c)),
      await letterWords(c, user),
    ]
    const { disconnected, seeStored } = wordsOn(c)
    return renderMessage(c, { title: disconnected, at: 'account' }, said, { href: '/account', label: seeStored })
  })
  routes.post('/account/delete', async (c) => {
    const { user, form } = await readForm(c)
    if (!confirms(form, user.email))
      return show(c, user, { at: 'account', words: wordsOn(c).typeToDelete(cleanText(user.email)) })
    const stale = await askToSignInAgain(c, { act: 'delete', back: '/account#leaving' })
    if (stale) return stale
    const connections = await listConnections(c.get('deps').db, user.id)
    await c.get('deps').importer?.drop(ownedBy(user.id))
    const { revoked } = await deleteAccount(c.get('deps'), user.id)
    c.get('deps').log('account deleted')
    await endSession(c)
    // From here on the page is nobody's, and in the tongue of their browser.
    c.set('user', null)
    const words = wordsOn(c)
    const said = [
      words.rows,
      ...permissionWords(c, connections, revoked),
      filesWords(c.get('deps').config, tongueOn(c)),
    ]
    return renderMessage(c, { title: words.deleted }, said)
  })
  return routes
}

const wordsOn = (c: Page): AccountWords['ended'] => accountWords(tongueOn(c)).ended

async function findOwn(c: Page, user: User): Promise<Connection> {
  const connection = await findConnection(c.get('deps').db, user.id, idOf(c, 'id'))
  if (!connection)
    throw new UserError(404, {
      en: 'This account is not connected any more.',
      de: 'Dieses Konto ist nicht mehr verbunden.',
    })
  return connection
}

/** Typed as it is written, but for case and space around it. */
const confirms = (form: FormData, wanted: string) =>
  readFields(form, confirmSchema).confirm.toLowerCase() === wanted.trim().toLowerCase()

const confirmSchema = z.object({ confirm: field.text(1000) })

function afterDisconnect(c: Page, connection: Connection, revoked: boolean): string[] {
  const gone = wordsOn(c).gone(cleanText(connection.email))
  if (connection.provider === 'file') return [gone]
  return [gone, ...permissionWords(c, [connection], revoked)]
}

/** Said only of what was held until now: nothing is taken back where there was nothing any more. */
function permissionWords(c: Page, connections: readonly Connection[], revoked: boolean): string[] {
  const words = wordsOn(c)
  const held = connections.filter(({ refreshToken }) => refreshToken)
  const byLogin = held.filter(({ provider }) => loginNames.some((name) => name === provider))
  const granted = held.filter((one) => !byLogin.includes(one))
  return [
    ...(byLogin.length > 0 ? [words.password] : []),
    ...(granted.length === 0 ? [] : revoked ? [words.revoked] : byHand(c, granted)),
  ]
}

/** One sentence for each place at which permissions are taken back. */
function byHand(c: Page, connections: readonly Connection[]): string[] {
  const { providers } = c.get('deps')
  const words = wordsOn(c)
  const ways = connections.map(({ provider, subject }) => {
    const at = provider === 'file' ? undefined : providers.get(provider)
    return at?.sample ? words.byHandSample : words.byHand(at?.permissionsPage(subject) ?? null)
  })
  return [...new Set(ways)]
}

/** Where the letter goes from now on: an account that has ended gets none while there is another. */
async function letterWords(c: Page, { id }: User): Promise<string> {
  const deps = c.get('deps')
  const user = await findUser(deps.db, id)
  const words = wordsOn(c)
  if (!user) return ''
  if (!(await listConnections(deps.db, id)).length) return frameWords(tongueOn(c)).notes.noLetter
  const { address, stopped } = await destinationOf(deps.db, deps, user)
  return stopped ? words.letterStopped : words.letterTo(cleanText(address))
}

async function show(c: Page, user: User, fault?: Fault) {
  const { db, now, providers } = c.get('deps')
  const since = now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 30 }).toString()
  const [connections, streams, identities, facts, contacts, books, kept, calls, happenings, ways, hook, told] =
    await Promise.all([
      listConnections(db, user.id),
      listStreams(db, user.id),
      listIdentities(db, user.id),
      countFacts(db, user.id),
      countContacts(db, user.id),
      listBooks(db, user.id),
      countKept(db, user.id),
      countCalls(db, user.id, since),
      listHappenings(db, user.id, shownHappenings),
      waysOf(c, user),
      findWebhook(db, user.id),
      listWebhookMessages(db, user.id),
    ])
  const amount = (kind: string, id?: string) =>
    facts
      .filter((row) => row.kind === kind && (id === undefined || row.connectionId === id))
      .reduce((sum, row) => sum + row.count, 0)
  const csrf = c.get('csrf')
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const words = accountWords(tongue).account
  const people = kept.kinds.find(({ kind }) => kind === 'person')?.count ?? 0
  const others = kept.kinds.filter(({ kind }) => kind !== 'person').reduce((sum, row) => sum + row.count, 0)
  return render(
    c,
    { title: words.title, at: 'account', status: fault ? 400 : 200 },
    <>
      <h1>{words.heading}</h1>
      <Returned user={user} />
      <div class="grid two">
        <section>
          <h2>{words.stored}</h2>
          <ul class="plain">
            <StoredOf
              connections={connections}
              streams={streams}
              providers={providers}
              amount={amount}
              contacts={contacts}
              books={books}
              csrf={csrf}
              place={place}
            />
            <li>{words.made(people, others, place)}</li>
            <li>{words.own(kept.decisions, kept.notes)}</li>
            <li>{words.you(cleanText(user.name), cleanText(user.email))}</li>
          </ul>
          <p class="meta">{words.fields}</p>
          <p class="meta">{words.absence(policy.absence.stop, policy.absence.notice)}</p>
          <p class="meta">{words.onPhone}</p>
          <p id="export">
            <a class="btn q" href="/export.json">
              {words.export}
            </a>
          </p>
        </section>
        <section>
          <h2>{words.requests}</h2>
          {calls.length ? <Ledger calls={calls} place={place} /> : <p class="soft">{words.noRequests}</p>}
        </section>
      </div>
      <hr />
      <Happened happenings={happenings} place={place} />
      <hr />
      <Programs hook={hook} messages={told} place={place} />
      <hr />
      <WaysIn identities={identities} offers={moreAccounts(providers, connections, tongue)} tongue={tongue} />
      <hr />
      <Leaving
        connections={connections}
        people={people}
        amount={amount}
        user={user}
        {...(fault ? { fault } : {})}
        fresh={isFreshlySignedIn(c)}
        ways={ways}
        csrf={csrf}
        files={filesWords(c.get('deps').config, tongue)}
      />
    </>,
  )
}
