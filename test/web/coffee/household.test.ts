import { afterAll, beforeAll, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { type Coffee, insertCoffee } from '../../../src/db/coffees.ts'
import { choiceMail } from '../../../src/work/coffee/choice-mail.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { addPerson, createWorld, type World } from '../world.ts'

let world: World
let id: string
let coffee: Coffee
beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  id = await addPerson(deps, {
    name: 'Tom Berg',
    address: 'berg@home.example',
    silentDays: 100,
    change: { exclusions: [{ kind: 'household', reason: 'Two people share this address.' }] },
  })
  const startsAt = deps.now().add({ hours: 24 * 5 })
  coffee = await insertCoffee(deps.db, {
    id: 'c',
    userId: 'sam',
    address: 'berg@home.example',
    addressHash: await deps.seal.sign('berg@home.example', 'address'),
    name: 'Tom Berg',
    timeZone: 'Europe/Berlin',
    title: 'Coffee, Tom Berg and Sam',
    how: 'invite',
    note: '',
    state: 'chosen',
    startsAt,
    endsAt: startsAt.add({ minutes: 45 }),
    chosenAt: deps.now(),
    holdUntil: deps.now().add({ hours: 48 }),
    createdAt: deps.now(),
  })
})
afterAll(() => world.database.close())

test('who shares an address is called by the whole name wherever it says what they chose: pages, mail, letter', async () => {
  const { deps } = world
  const user = await findUser(deps.db, 'sam')
  if (!user) throw new Error('no user')
  const mail = await choiceMail(deps, user, { coffee, address: 'sam@example.org' })
  const said = {
    list: await world.text('/people?all=1', 'sam'),
    person: await world.text(`/people/${id}`, 'sam'),
    coffee: await world.text(`/people/${id}/coffee`, 'sam'),
    subject: mail.subject,
    mail: mail.text,
    letter: JSON.stringify((await writeLetter(deps, user, deps.now())).letter.notices),
  }
  for (const [where, words] of Object.entries(said)) {
    expect(words, where).toContain('Tom Berg chose')
    expect(words, where).not.toContain('Tom chose')
  }
  expect(mail.text.replaceAll('\n', ' ')).toContain('because you offered Tom Berg these times')
})
