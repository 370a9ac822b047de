/** Whether a login opens its mailbox: signs in once, and out again. */
import { ImapFlow } from 'imapflow'
import type { Net } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import { appPasswordNeeded, type MailLogin, passwordRefused } from '../login.ts'

const patienceMs = 15_000

/** @throws ProviderError with a sentence for whoever typed the login */
export async function probe(net: Pick<Net, 'addresses'>, login: MailLogin): Promise<void> {
  const [address = login.host] = await net.addresses(login.host)
  const client = new ImapFlow({
    host: address,
    servername: login.host,
    port: login.port,
    secure: login.tls === 'implicit',
    ...(login.tls === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user: login.user, pass: login.password },
    verifyOnly: true,
    logger: false,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw toFault(error)
  } finally {
    client.close()
  }
}

/** What a failed sign-in means; the cause is left out, since it may hold what was sent. */
export function toFault(error: unknown): ProviderError {
  const all = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {}
  const code = String(all.code ?? '')
  const words = [all.responseText, all.response, all.message]
    .filter((one) => typeof one === 'string')
    .join(' ')
    .slice(0, 500)
  if (/application-specific password|app(lication)? password|app-specific/i.test(words))
    return new ProviderError(
      'reconnect',
      'This server wants an app password, made for one program, in place of your usual one.',
      { reason: appPasswordNeeded },
    )
  if (/too many|LIMIT\]|simultaneous/i.test(words))
    return new ProviderError(
      'throttled',
      'The server has too many connections of yours open. Close another mail program, or try again in some minutes.',
      { reason: 'connections' },
    )
  if (all.authenticationFailed === true)
    return new ProviderError(
      'reconnect',
      'The server does not take this name and password. Check both; at many providers it has to be an app password.',
      { reason: passwordRefused },
    )
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(code))
    return new ProviderError(
      'unexpected',
      'The certificate of the server is not valid, so nothing was told to it. Whoever runs it has to mend that.',
      { reason: 'certificate' },
    )
  if (/TLS|SSL|EPROTO|WRONG_VERSION/i.test(`${code} ${words}`))
    return new ProviderError(
      'unexpected',
      'The server speaks no TLS there, so the password was not sent. Try another port or way.',
      { reason: 'no tls' },
    )
  if (/TIMEOUT|ETIMEDOUT|UPGRADE/i.test(code))
    return new ProviderError(
      'unavailable',
      'The server did not answer in time. Check its name and port, or try again later.',
      { reason: 'slow' },
    )
  return new ProviderError('unavailable', 'The server cannot be reached by this name and port.', { reason: 'network' })
}
