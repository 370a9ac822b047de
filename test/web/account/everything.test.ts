/** A mark in every column of every table of a user: each is in the export, or there is a reason; and none is left after deletion. */
import { eq, getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { deleteAccount } from '../../../src/work/leave.ts'
import { newSecret, sealTarget } from '../../../src/work/webhook/secret.ts'
import { addPerson, createWorld, dump, idOf, now, type World } from '../world.ts'

const ana = 'ana@mark-people-address.example'

/** Why a column is not in the export as it is. */
const reasons: Readonly<Record<string, string>> = {
  'users.id': 'names a row',
  'users.timeZoneHeld': 'says how its own zone was found',
  'sessions.hash': 'opens a door',
  'links.hash': 'opens a door',
  'signInLinks.id': 'names a row',
  'signInLinks.hash': 'opens a door',
  'happenings.id': 'names a row',
  'passes.hash': 'opens a door',
  'webhooks.sealed': 'opens a door; the address in it is in the export',
  'connections.refreshToken': 'opens a door',
  'connections.accessToken': 'opens a door',
  'forgetting.key': 'a key',
  'hashedAddresses.sealed': 'the address of somebody whose row is in the export',
  'hashedAddresses.addressHash': 'a hash of an address that is in the export',
  'forgotten.addressHash': 'nobody is to know who it is',
  'forgotten.person': 'nobody is to know who it is',
  'forgotten.at': 'nobody is to know who it is; how many is in the export',
  'hashedAddresses.lookedAt': 'when the address was looked for',
  'connections.tokenVersion': 'counts renewals',
  'connections.askAddress': 'a question to the provider',
  'streams.cursor': 'the provider’s word for a place in the account',
  'streams.bounds': 'places in a list',
  'addressBooks.position': 'the provider’s word for a place in the account',
  'listings.*': 'which messages a mailbox lists, by the provider’s own ids; those that are read are in the export',
  'mailPlaces.*': 'where a mailbox keeps them, by its own numbers; those that are read are in the export',
  'facts.id': 'names a row',
  'facts.dedupeKey': 'names the entry of the export',
  'facts.other': 'one of its people',
  'facts.addressCount': 'how many its people are',
  'facts.generation': 'counts readings',
  'people.id': 'names the person',
  'people.fingerprint': 'of the row itself',
  'people.lastAt': 'in the relationship',
  'people.dueFrom': 'of the relationship, to be found by',
  'people.seenAt': 'of the relationship, to be found by',
  'people.occasionUntil': 'of the relationship, to be found by',
  'people.shelf': 'of the person, to be found by',
  'people.fadedAt': 'of the relationship, to be found by',
  'people.plannedAt': 'of the relationship, to be found by',
  'people.accounts': 'of the relationship, to be found by',
  'people.relationship': 'handed out whole',
  'sharedAddresses.*': 'the addresses of facts, which are in the export',
  'personAddresses.*': 'the addresses of people, who are in the export',
  'checkpoints.*': 'worked out from facts, which are in the export',
  'decisions.id': 'names a row',
  'decisions.addressHash': 'a hash: the person stands there',
  'decisions.withHash': 'a hash: the person stands there',
  'decisions.source': 'the hash of a link',
  'notes.id': 'names a row',
  'notes.addressHash': 'a hash: the person stands there',
  'corrections.id': 'names a row',
  'corrections.addressHash': 'a hash: the person stands there',
  'confirmations.id': 'names a row',
  'alarms.id': 'names a row',
  'tasks.leaseId': 'names a process',
  'tasks.leaseUntil': 'of a process',
  'digestItems.addressHash': 'a hash: the person stands there',
  'digestItems.digestId': 'names the letter',
  'digestItems.place': 'the order of the list',
  'digests.sends': 'how often it left',
  'digests.attempts': 'how often it was tried',
  'verdicts.addressHash': 'a hash: the person stands there',
  'suppressions.addressHash': 'a hash of the owner’s own address',
  'coffees.addressHash': 'a hash: the person stands there',
  'coffees.alsoHash': 'a hash: the person stands there',
  'coffees.address': 'the person stands there',
  'coffees.alsoAddress': 'the person stands there',
  'introductions.oneHash': 'a hash: the person stands there',
  'introductions.otherHash': 'a hash: the person stands there',
  'streams.generation': 'counts readings',
  'streams.restarts': 'counts readings',
  'calendars.place': 'the order of the list',
  'confirmations.attempts': 'how often it was tried',
}

/** What opens a mailbox is in no export, sealed or not. */
const sealedLogin = 'sealed-login-of-somebody'

const planted = new Map<string, string>()
/** A word of this column's own. */
const mark = (name: string): string => {
  const word = `mark-${name.replace('.', '-').toLowerCase()}`
  planted.set(name, word)
  return word
}
const zone = (name: string, value: string): string => {
  planted.set(name, value)
  return value
}
let moments = 0
/** A moment of this column's own. */
const moment = (name: string): Temporal.Instant => {
  const at = Temporal.Instant.from('2025-03-01T00:00:00Z').add({ seconds: 61 * ++moments })
  planted.set(name, at.toString())
  return at
}

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { db, seal } = world.deps
  await addPerson(world.deps, {
    name: mark('people.name'),
    address: ana,
    change: {
      kindReason: mark('people.kindReason'),
      state: 'resting',
      restUntil: Temporal.Instant.from('2027-05-05T05:05:05Z'),
      maybe: [{ address: mark('people.maybe'), reason: 'same name' }] as never,
      exclusions: [{ kind: 'closed', reason: mark('people.exclusions') }],
    },
  })
  planted.set('people.address', ana)
  planted.set('people.addresses', ana)
  planted.set('users.seenAt', now.toString())
  planted.set('people.restUntil', '2027-05-05T05:05:05Z')
  const id = { userId: 'sam' }
  const hash = await seal.sign(ana, 'address')
  await db.update(schema.users).set({
    email: mark('users.email'),
    name: mark('users.name'),
    timeZone: zone('users.timeZone', 'Pacific/Fakaofo'),
    mailZone: zone('users.mailZone', 'Pacific/Apia'),
    browserZone: zone('users.browserZone', 'Pacific/Niue'),
    createdAt: moment('users.createdAt'),
    // Opening the export is being seen: it is written anew only on another day.
    seenAt: now,
    stoppedAt: moment('users.stoppedAt'),
    settings: { ...defaultSettings, sharedName: mark('users.settings') },
  })
  await db.update(schema.connections).set({
    email: mark('connections.email'),
    problem: mark('connections.problem'),
    createdAt: moment('connections.createdAt'),
    accessExpiresAt: moment('connections.accessExpiresAt'),
    refusedGrantAt: moment('connections.refusedGrantAt'),
    refusedTokenAt: moment('connections.refusedTokenAt'),
    scopes: [mark('connections.scopes')],
  })
  await db.insert(schema.connections).values({
    ...id,
    id: mark('connections.id'),
    provider: 'file',
    state: 'ended',
    email: 'x@y.example',
    scopes: [],
    createdAt: now,
    issuer: mark('connections.issuer'),
    subject: mark('connections.subject'),
  })
  for (const provider of ['imap', 'caldav'] as const) {
    const subject = mark(`${provider}.subject`)
    await db.insert(schema.connections).values({
      ...id,
      id: `sam-${provider}`,
      provider,
      state: 'active',
      email: mark(`${provider}.email`),
      scopes: [mark(`${provider}.scopes`)],
      createdAt: now,
      issuer: `${provider}:`,
      subject,
      refreshToken: sealedLogin,
    })
    const kind = provider === 'imap' ? 'mail' : 'calendar'
    await db.insert(schema.streams).values({ connectionId: `sam-${provider}`, kind, phase: 'current' })
    await db.insert(schema.budgets).values({ key: `${provider}|${kind}|${provider}:|${subject}`, spentUntil: now })
  }
  const connectionId = 'sam-google'
  await db.insert(schema.identities).values({
    ...id,
    issuer: mark('identities.issuer'),
    subject: mark('identities.subject'),
    provider: 'google',
    email: mark('identities.email'),
  })
  await db.insert(schema.sessions).values({
    ...id,
    hash: 'h',
    browser: mark('sessions.browser'),
    createdAt: moment('sessions.createdAt'),
    expiresAt: moment('sessions.expiresAt'),
    usedAt: moment('sessions.usedAt'),
    endedAt: moment('sessions.endedAt'),
    ended: 'from_elsewhere',
  })
  planted.set('sessions.ended', 'from_elsewhere')
  await db.insert(schema.signInLinks).values({
    ...id,
    id: 'l',
    hash: 'l',
    address: mark('signInLinks.address'),
    goOn: mark('signInLinks.goOn'),
    state: 'sent',
    askedAt: moment('signInLinks.askedAt'),
    sentAt: moment('signInLinks.sentAt'),
    expiresAt: moment('signInLinks.expiresAt'),
    usedAt: moment('signInLinks.usedAt'),
  })
  await db.insert(schema.happenings).values({
    ...id,
    id: 'w',
    kind: 'signed_in',
    how: mark('happenings.how'),
    browser: mark('happenings.browser'),
    at: moment('happenings.at'),
  })
  await db.insert(schema.passes).values({
    ...id,
    id: mark('passes.id'),
    kind: 'assistant',
    hash: 'p',
    label: mark('passes.label'),
    scopes: [mark('passes.scopes') as never],
    createdAt: moment('passes.createdAt'),
    lastUsedAt: moment('passes.lastUsedAt'),
  })
  await db.insert(schema.passUses).values({
    ...id,
    passId: mark('passUses.passId'),
    label: mark('passUses.label'),
    day: '2030-04-04',
    what: mark('passUses.what'),
    count: 7,
    people: 3,
  })
  planted.set('passUses.day', '2030-04-04')
  const target = { address: `https://hooks.example/${mark('webhooks.address')}`, secret: newSecret() }
  await db.insert(schema.webhooks).values({
    ...id,
    sealed: await sealTarget(seal, 'sam', target),
    state: 'off',
    createdAt: moment('webhooks.createdAt'),
    takenAt: moment('webhooks.takenAt'),
    problem: mark('webhooks.problem'),
  })
  planted.set('webhooks.state', '"off"')
  await db.insert(schema.webhookMessages).values({
    ...id,
    id: mark('webhookMessages.id'),
    kind: 'letter',
    state: 'taken',
    askedAt: moment('webhookMessages.askedAt'),
    endedAt: moment('webhookMessages.endedAt'),
  })
  await db.insert(schema.calendars).values({
    ...id,
    connectionId,
    externalId: mark('calendars.externalId'),
    name: mark('calendars.name'),
    chosen: true,
    place: 0,
  })
  await db.insert(schema.provenAddresses).values({
    ...id,
    address: mark('provenAddresses.address'),
    issuer: mark('provenAddresses.issuer'),
    subject: mark('provenAddresses.subject'),
    how: 'provider',
    at: moment('provenAddresses.at'),
  })
  await db.insert(schema.confirmations).values({
    ...id,
    id: 'c',
    address: mark('confirmations.address'),
    state: 'failed',
    problem: mark('confirmations.problem'),
    askedAt: moment('confirmations.askedAt'),
    sentAt: moment('confirmations.sentAt'),
  })
  await db.insert(schema.alarms).values({
    ...id,
    id: 'a',
    state: 'sent',
    providers: ['google'],
    stopsAt: moment('alarms.stopsAt'),
    askedAt: moment('alarms.askedAt'),
    sentAt: moment('alarms.sentAt'),
  })
  await db.update(schema.streams).set({
    error: mark('streams.error'),
    readBackTo: moment('streams.readBackTo'),
    lastSyncedAt: moment('streams.lastSyncedAt'),
    startedAt: moment('streams.startedAt'),
    restartedAt: moment('streams.restartedAt'),
    skipped: { [mark('streams.skipped')]: 1 },
    leftOut: { [mark('streams.leftOut')]: 'why' },
    setAside: [
      { what: 'folder', key: '1', name: mark('streams.setAside'), tries: 1, next: '2026-01-01T00:00:00Z' },
    ] as never,
    timeZone: zone('streams.timeZone', 'Pacific/Tongatapu'),
  })
  await db.insert(schema.listings).values({ connectionId, externalId: 'm1', threadId: 't1', generation: 1 })
  await db.insert(schema.mailPlaces).values({ connectionId, folder: 1, number: 1, externalId: 'm1' })
  await db.insert(schema.facts).values([
    {
      ...id,
      connectionId,
      id: '1',
      externalId: mark('facts.externalId'),
      dedupeKey: 'k1',
      kind: 'mail',
      at: moment('facts.at'),
      groupId: mark('facts.groupId'),
      title: mark('facts.title'),
      mail: { from: [ana, mark('facts.mail')], to: [['sam@example.org']], cc: [] },
    },
    {
      ...id,
      connectionId,
      id: '2',
      externalId: 'e1',
      dedupeKey: 'k2',
      kind: 'meeting',
      at: now.subtract({ hours: 100 }),
      endsAt: moment('facts.endsAt'),
      meeting: {
        uid: 'u',
        people: [
          {
            address: mark('facts.meeting'),
            reply: 'accepted',
            self: false,
            organizer: true,
            resource: false,
            optional: false,
          },
        ],
        mine: 'accepted',
        type: 'default',
      },
    },
  ])
  await db.insert(schema.checkpoints).values({ ...id, until: now, basis: 'b', state: 's', madeAt: now })
  await db.insert(schema.backtests).values({
    ...id,
    state: 'done',
    months: [{ at: '2026-01-01T00:00:00Z', due: 1, picks: [], others: {}, month: mark('backtests.months') }] as never,
    total: 1,
    problem: mark('backtests.problem'),
    requestedAt: moment('backtests.requestedAt'),
  })
  await db
    .insert(schema.ownAddresses)
    .values({ ...id, address: `${mark('ownAddresses.address')}@own.example`, source: 'declared' })
  await db.insert(schema.contacts).values({
    ...id,
    connectionId,
    id: mark('contacts.id'),
    externalId: mark('contacts.externalId'),
    etag: mark('contacts.etag'),
    names: [mark('contacts.names')],
    addresses: [mark('contacts.addresses')],
    birthMonth: 2,
    birthDay: 29,
  })
  await db.insert(schema.addressBooks).values({
    ...id,
    connectionId,
    position: { token: 't' },
    readAt: moment('addressBooks.readAt'),
    error: mark('addressBooks.error'),
  })
  await db.insert(schema.decisions).values({
    ...id,
    id: 'd',
    addressHash: hash,
    kind: 'rest',
    until: moment('decisions.until'),
    at: moment('decisions.at'),
  })
  await db.insert(schema.addedPeople).values({
    ...id,
    address: mark('addedPeople.address'),
    name: mark('addedPeople.name'),
    at: moment('addedPeople.at'),
  })
  await db.insert(schema.corrections).values({
    ...id,
    id: 'k',
    addressHash: hash,
    kind: 'moved',
    evidence: [mark('corrections.evidence')],
    at: moment('corrections.at'),
  })
  await db.insert(schema.notes).values({
    ...id,
    id: 'n',
    addressHash: hash,
    at: moment('notes.at'),
    text: mark('notes.text'),
    due: '2031-01-07',
    doneAt: moment('notes.doneAt'),
    kind: mark('notes.kind') as never,
  })
  planted.set('notes.due', '2031-01-07')
  await db.insert(schema.hashedAddresses).values({ ...id, addressHash: hash, sealed: 'x' })
  await db.insert(schema.forgetting).values({ ...id, key: 'x' })
  await db.insert(schema.forgotten).values({ ...id, addressHash: 'x', person: 'x', at: now })
  await db.insert(schema.tasks).values({
    ...id,
    kind: 'alarm',
    subject: mark('tasks.subject'),
    runAt: moment('tasks.runAt'),
    doneAt: moment('tasks.doneAt'),
    error: mark('tasks.error'),
  })
  await db
    .insert(schema.calls)
    .values({ ...id, connectionId, day: '2030-03-03', method: mark('calls.method'), count: 7 })
  planted.set('calls.day', '2030-03-03')
  await db.insert(schema.digests).values({
    ...id,
    id: mark('digests.id'),
    week: '2026-W41',
    state: 'failed',
    messageId: mark('digests.messageId'),
    problem: mark('digests.problem'),
    sentAt: moment('digests.sentAt'),
    dropAt: moment('digests.dropAt'),
    createdAt: moment('digests.createdAt'),
    letter: {
      kind: 'weekly',
      week: '2026-W41',
      date: '',
      subject: mark('digests.letter'),
      preheader: '',
      headline: [],
      intro: '',
      notices: [],
      met: [],
      linksUntil: '',
    },
  })
  planted.set('digests.week', '2026-W41')
  const card = {
    personId: 'p',
    address: ana,
    name: 'Ana',
    firstName: mark('digestItems.card'),
    since: '',
    lastInTouch: '',
    months: [],
    monthsInWords: '',
    lead: { text: '' },
    points: [],
    reason: 'quiet',
    opener: { text: '' },
  } as never
  await db.insert(schema.digestItems).values({
    ...id,
    digestId: planted.get('digests.id') ?? '',
    place: 0,
    addressHash: hash,
    card,
    outcome: 'spoken',
    outcomeAt: moment('digestItems.outcomeAt'),
  })
  await db.insert(schema.verdicts).values({ ...id, week: '2026-W42', addressHash: hash, verdict: 'yes' })
  planted.set('verdicts.week', '2026-W42')
  await db
    .insert(schema.suppressions)
    .values({ ...id, addressHash: 'x', reason: 'unsubscribed', at: moment('suppressions.at') })
  const times = {
    startsAt: moment('coffees.startsAt'),
    endsAt: moment('coffees.endsAt'),
    chosenAt: moment('coffees.chosenAt'),
    holdUntil: moment('coffees.holdUntil'),
    toldAt: moment('coffees.toldAt'),
    sendAt: moment('coffees.sendAt'),
    createdAt: moment('coffees.createdAt'),
  }
  await db.insert(schema.coffees).values({
    ...id,
    ...times,
    id: mark('coffees.id'),
    addressHash: hash,
    address: ana,
    name: mark('coffees.name'),
    connectionId,
    state: 'undone',
    how: 'note',
    timeZone: mark('coffees.timeZone'),
    title: mark('coffees.title'),
    note: mark('coffees.note'),
    place: mark('coffees.place'),
    offered: [[mark('coffees.offered'), '']],
    told: 'sent',
    reminded: 'sent',
    news: { act: mark('coffees.news') } as never,
    pending: mark('coffees.pending') as never,
    moveTo: [mark('coffees.moveTo'), ''],
    externalEventId: mark('coffees.externalEventId'),
    problem: mark('coffees.problem'),
    alsoAddress: ana,
    alsoHash: hash,
    alsoName: mark('coffees.alsoName'),
  })
  planted.set('coffees.connectionId', connectionId)
  await db.insert(schema.links).values({
    ...id,
    hash: 'x',
    digestId: planted.get('digests.id') ?? '',
    coffeeId: planted.get('coffees.id') ?? '',
    purpose: 'meet',
    address: mark('links.address'),
    createdAt: moment('links.createdAt'),
    expiresAt: moment('links.expiresAt'),
    usedAt: moment('links.usedAt'),
    revokedAt: moment('links.revokedAt'),
  })
  planted.set('links.digestId', planted.get('digests.id') ?? '')
  planted.set('links.coffeeId', planted.get('coffees.id') ?? '')
  await db.insert(schema.introductions).values({
    ...id,
    id: mark('introductions.id'),
    oneHash: hash,
    otherHash: 'x',
    oneAddress: mark('introductions.oneAddress'),
    otherAddress: mark('introductions.otherAddress'),
    oneName: mark('introductions.oneName'),
    otherName: mark('introductions.otherName'),
    oneSaid: 'no',
    otherSaid: 'yes',
    oneAskedAt: moment('introductions.oneAskedAt'),
    otherAskedAt: moment('introductions.otherAskedAt'),
    oneSaidAt: moment('introductions.oneSaidAt'),
    otherSaidAt: moment('introductions.otherSaidAt'),
    madeAt: moment('introductions.madeAt'),
    askedAfterAt: moment('introductions.askedAfterAt'),
    createdAt: moment('introductions.createdAt'),
  })
  await db.insert(schema.budgets).values([
    { key: `google|mail|https://accounts.google.com|sam`, spentUntil: now },
    { key: 'turn|sam-google', spentUntil: now },
    { key: 'confirmations|sam', spentUntil: now },
  ])
}, 60_000)
afterAll(() => world.database.close())

/** Tables that are no user's. */
const nobodys: ReadonlySet<PgTable> = new Set([
  schema.usedStates,
  schema.askedAddresses,
  schema.budgets,
  schema.secretKeys,
  schema.incidents,
  schema.erasures,
])
/** Words that the program gives to rows itself, and numbers: they are in the export, but cannot be marked. */
const isPlain = (column: { dataType: string; name: string }) =>
  column.dataType === 'number' ||
  column.dataType === 'boolean' ||
  /^(kind|state|how|provider|source|verdict|outcome|reason|purpose|phase|told|reminded|one_said|other_said|providers)$/.test(
    column.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )

test('each column is marked, or there is a reason why it is not in the export', async () => {
  const tables: readonly unknown[] = Object.values(schema)
  const names = new Map(Object.entries(schema).map(([name, table]) => [table as unknown, name]))
  const open: string[] = []
  for (const table of tables.filter((one) => is(one, PgTable)).filter((one) => !nobodys.has(one)))
    for (const [column, about] of Object.entries(getTableColumns(table))) {
      const name = `${names.get(table) ?? getTableName(table)}.${column}`
      const isKnown = planted.has(name) || name in reasons || `${name.split('.')[0]}.*` in reasons
      if (!isKnown && !/\.(userId|connectionId)$/.test(name) && !isPlain(about)) open.push(name)
    }
  expect(open).toEqual([])
})

test('each mark is in the export, which says whether letters come', async () => {
  const text = await world.text('/export.json', 'sam')
  expect(world.logged).toEqual([])
  const exported = JSON.parse(text)
  expect(exported.letters).toBe('stopped')
  expect(text).not.toContain(sealedLogin)
  expect([...planted].filter(([, word]) => !text.includes(word)).map(([name]) => name)).toEqual([])
  expect(exported.stored.forgotten).toEqual({ people: 1, addresses: 1, dropped: 0 })
})

test('nothing of it is left once the account is deleted', async () => {
  const { db } = world.deps
  await db.delete(schema.users).where(eq(schema.users.id, 'eve'))
  await deleteAccount(world.deps, 'sam')
  const left = await dump(world.deps, [schema.erasures])
  expect([...planted].filter(([, word]) => left.includes(word)).map(([name]) => name)).toEqual([])
  expect(JSON.parse(left).flat()).toEqual([])
  expect(left).not.toContain(sealedLogin)
  expect(idOf(ana)).toContain('ana')
})
