/** Whether a login opens its mailbox: signs in once, and out again. */
import { Temporal } from 'temporal-polyfill'
import type { Net } from '../../deps.ts'
import type { MailLogin } from '../login.ts'
import { toProbeFault } from './errors.ts'
import { createClient } from './session.ts'
import type { Wire } from './wire.ts'

const patienceMs = 15_000

/** @throws ProviderError with a sentence for whoever typed the login */
export async function probe(
  { net, wire }: { readonly net: Pick<Net, 'addresses'>; readonly wire: Wire },
  login: MailLogin,
): Promise<void> {
  const watch = { count: () => {}, refused: () => {} }
  const client = await createClient({ net, wire }, login, { watch, patienceMs, verifyOnly: true })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw toProbeFault(error, Temporal.Now.instant())
  } finally {
    client.close()
  }
}
