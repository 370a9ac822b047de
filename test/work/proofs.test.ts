import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findUser } from '../../src/db/accounts/users.ts'
import { connections, provenAddresses } from '../../src/db/schema.ts'
import { WORK } from '../../src/sample/history/owner.ts'
import { destinationOf } from '../../src/work/mail/address.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

const victim = 'ceo@victim.example'
let program: Program
let userId: string

beforeEach(async () => {
  program = await startProgram({ microsoft: true, history: smallHistory() })
})
afterEach(() => program.stop())

const seal = () => ({ seal: program.deps.seal })
async function destination() {
  const user = await findUser(program.deps.db, userId)
  if (!user) throw new Error('nobody')
  const { address, stopped, unproven } = await destinationOf(program.deps.db, seal(), user)
  return { address, stopped, unproven: unproven.map((one) => one.address) }
}
const proofs = async () =>
  (await program.deps.db.select().from(provenAddresses)).map(({ address, how }) => `${address} ${how}`).toSorted()

/** As the version before left it: the address of the mailbox, and not asked whose it is. */
async function upgraded() {
  const { db } = program.deps
  userId = await program.connectMicrosoft()
  await db.update(provenAddresses).set({ how: 'upgrade' })
  await db.update(connections).set({ askAddress: true })
}
async function renew() {
  program.jump(program.deps.now().add({ hours: 3 }))
  await program.settle()
}

test('an account of the version before is asked at the next renewal of its token, and counts where it is the sign-in name', async () => {
  await upgraded()
  expect(await proofs()).toEqual([`${WORK} upgrade`])
  await renew()
  expect(await proofs()).toEqual([`${WORK} provider`])
  expect(await destination()).toEqual({ address: WORK, stopped: null, unproven: [] })
  const asked = () => program.microsoft?.log.filter(({ api }) => api === 'me.get').length
  const times = asked()
  await renew()
  expect(asked()).toBe(times)
})

test('an address that is not the account’s is withdrawn then, and the letter goes to the sign-in name', async () => {
  await upgraded()
  const { db } = program.deps
  await db.update(connections).set({ email: victim })
  await db.update(provenAddresses).set({ address: victim })
  program.microsoft?.address({ mail: victim })
  expect((await destination()).address).toBe(victim)
  await renew()
  expect(await proofs()).toEqual([`${WORK} provider`])
  expect(await destination()).toEqual({ address: WORK, stopped: null, unproven: [victim] })
})

test('where Graph is away at a renewal nothing is withdrawn, and it is asked at the one after', async () => {
  await upgraded()
  program.microsoft?.faults.add('me.get', { kind: 'reset' })
  await renew()
  expect(await proofs()).toEqual([`${WORK} upgrade`])
  expect((await destination()).stopped).toBeNull()
  await renew()
  expect(await proofs()).toEqual([`${WORK} provider`])
})

test('an account at Google that Google has not checked is not proven, and one that is not checked any more neither', async () => {
  program.sample.verify(false)
  userId = await program.connect()
  expect(await proofs()).toEqual([])
  expect((await destination()).stopped).toBe('unproven')
  program.sample.verify(true)
  await program.connect()
  expect((await destination()).stopped).toBeNull()
  program.sample.verify(false)
  await program.connect()
  expect((await destination()).stopped).toBe('unproven')
})

test('what proves an address for one user proves it for nobody else', async () => {
  const google = await program.connect()
  program.microsoft?.address({ mail: program.sample.history.owner.address, signInName: `other@${WORK.split('@')[1]}` })
  const { db } = program.deps
  userId = await program.connectMicrosoft()
  expect(userId).not.toBe(google)
  await db.delete(provenAddresses).where(eq(provenAddresses.address, `other@${WORK.split('@')[1]}`))
  expect(await destination()).toMatchObject({ stopped: 'unproven' })
})
