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
import { loginNames } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { deleteAccount, disconnect, keepWhatWasRead, stopContacts } from '../../work/leave.ts'
import { moreAccounts } from '../../work/letter/more-accounts.ts'
import { absenceRule } from '../../work/mail/absence.ts'
import { destinationOf } from '../../work/mail/address.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { ownedBy } from '../../work/uploads.ts'
import { field, readFields } from '../frame/form.ts'
import { render, renderMessage } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { Programs } from '../frame/programs.tsx'
import { Returned } from '../frame/returned.tsx'
import { type Env, endSession, type Page, readForm, requireUser } from '../frame/session.ts'
import { count, frameWords } from '../frame/words.ts'
import { askToSignInAgain, isFreshlySignedIn, waysOf } from './again.tsx'
import { filesWords } from './files-words.ts'
import { Happened, shownHappenings } from './happened.tsx'
import { type Fault, Leaving } from './leaving.tsx'
import { Ledger } from './ledger.tsx'
import { StoredOf } from './stored.tsx'
import { WaysIn } from './ways-in.tsx'

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
    const words = `${cleanText(connection.email)} is not read any more. What was read is kept.`
    const way = { href: '/settings#connections', label: 'Back to your accounts' }
    const said = [words, ...permissionWords(c, [connection], revoked), await letterWords(c, user)]
    return renderMessage(c, { title: 'Reading has stopped', at: 'settings' }, said, way)
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
        words: `Type ${cleanText(connection.email)} to disconnect it. Nothing was changed.`,
      })
    const stale = await askToSignInAgain(c, { act: 'disconnect', back: '/account#leaving' })
    if (stale) return stale
    const { revoked } = await disconnect(c.get('deps'), user.id, connection.id)
    await noteHappening(c.get('deps'), { userId: user.id, kind: 'disconnected', how: connection.provider })
    const said = [
      ...afterDisconnect(c, connection, revoked),
      filesWords(c.get('deps').config),
      await letterWords(c, user),
    ]
    return renderMessage(c, { title: 'Disconnected', at: 'account' }, said, {
      href: '/account',
      label: 'See what is stored now',
    })
  })
  routes.post('/account/delete', async (c) => {
    const { user, form } = await readForm(c)
    if (!confirms(form, user.email))
      return show(c, user, {
        at: 'account',
        words: `Type ${cleanText(user.email)} to delete everything. Nothing was changed.`,
      })
    const stale = await askToSignInAgain(c, { act: 'delete', back: '/account#leaving' })
    if (stale) return stale
    const connections = await listConnections(c.get('deps').db, user.id)
    await c.get('deps').importer?.drop(ownedBy(user.id))
    const { revoked } = await deleteAccount(c.get('deps'), user.id)
    c.get('deps').log('account deleted')
    await endSession(c)
    c.set('user', null)
    return renderMessage(c, { title: 'Everything is deleted' }, [
      '0 rows left. Your mail and calendar stay as they are.',
      ...permissionWords(c, connections, revoked),
      filesWords(c.get('deps').config),
    ])
  })
  return routes
}

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
  const gone = `What came only from ${cleanText(connection.email)} is deleted here. What another account of yours also saw stays.`
  if (connection.provider === 'file') return [gone]
  return [gone, ...permissionWords(c, [connection], revoked)]
}

/** Said only of what was held until now: nothing is taken back where there was nothing any more. */
function permissionWords(c: Page, connections: readonly Connection[], revoked: boolean): string[] {
  const held = connections.filter(({ refreshToken }) => refreshToken)
  const byLogin = held.filter(({ provider }) => loginNames.some((name) => name === provider))
  const granted = held.filter((one) => !byLogin.includes(one))
  return [
    ...(byLogin.length > 0
      ? ['The password that was kept here is deleted. At its own server it works until you take it back there.']
      : []),
    ...(granted.length === 0 ? [] : revoked ? ['The permission was taken back at the provider.'] : byHand(c, granted)),
  ]
}

/** One sentence for each place at which permissions are taken back. */
function byHand(c: Page, connections: readonly Connection[]): string[] {
  const { providers } = c.get('deps')
  const ways = connections.map(({ provider, subject }) => {
    const at = provider === 'file' ? undefined : providers.get(provider)
    if (at?.sample) return 'It is a sample account, so that there is nothing to do by hand'
    return `Do it by hand at ${at?.permissionsPage(subject) ?? 'your account’s own page there'}`
  })
  return [...new Set(ways)].map(
    (way) =>
      `The provider did not confirm that the permission was taken back. ${way}; nothing is read from here either way.`,
  )
}

/** Where the letter goes from now on: an account that has ended gets none while there is another. */
async function letterWords(c: Page, { id }: User): Promise<string> {
  const deps = c.get('deps')
  const user = await findUser(deps.db, id)
  if (!user) return ''
  if (!(await listConnections(deps.db, id)).length) return frameWords(tongueOf(placeOfUser(user))).notes.noLetter
  const { address, stopped } = await destinationOf(deps.db, deps, user)
  return stopped ? 'No letter goes out at the moment.' : `Your letter goes to ${cleanText(address)}.`
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
  const people = kept.kinds.find(({ kind }) => kind === 'person')?.count ?? 0
  const others = kept.kinds.filter(({ kind }) => kind !== 'person').reduce((sum, row) => sum + row.count, 0)
  return render(
    c,
    { title: 'Account', at: 'account', status: fault ? 400 : 200 },
    <>
      <h1>What is stored, and how to take it away</h1>
      <Returned user={user} />
      <div class="grid two">
        <section>
          <h2>Stored about you</h2>
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
            <li>
              <b>Made from these.</b> {count(people, 'person', 'people', place)}, and{' '}
              {count(others, 'robot, list or role address', 'robots, lists and role addresses', place)} left out.
              Whoever stands on any of it is counted, close to you or not
            </li>
            <li>
              <b>Your own words.</b> {count(kept.decisions, 'decision')} and {count(kept.notes, 'note')}
            </li>
            <li>
              <b>You.</b> {cleanText(user.name)}, {cleanText(user.email)}, your settings and your sign-ins
            </li>
          </ul>
          <p class="meta">
            Of a message: from, to, cc, date, subject, its Message-ID, the sender’s time zone offset, the link that
            opens it in Outlook, and whether a list or a program sent it. Of a calendar entry: title, time, place,
            guests and their answers. Of a contact: names, addresses and the day of the birthday. Bodies, descriptions
            and attachments are never fetched, and no note, picture or number of a contact is kept.
          </p>
          <p class="meta">{absenceRule()}</p>
          <p class="meta">
            On a phone, “Add to home screen” in the browser’s menu keeps these pages on the start screen; what another
            app shares then fills a form here, and nothing is kept before you send it.
          </p>
          <p id="export">
            <a class="btn q" href="/export.json">
              Export all of it
            </a>
          </p>
        </section>
        <section>
          <h2>Requests of the last 30 days</h2>
          {calls.length ? <Ledger calls={calls} place={place} /> : <p class="soft">None.</p>}
        </section>
      </div>
      <hr />
      <Happened happenings={happenings} place={place} />
      <hr />
      <Programs hook={hook} messages={told} place={place} />
      <hr />
      <WaysIn identities={identities} offers={moreAccounts(providers, connections)} />
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
        files={filesWords(c.get('deps').config)}
      />
    </>,
  )
}
