/** Where the mailbox of an address is: known by heart, by the domain's own records (RFC 6186, RFC 8314), or by its file. */
import type { Net } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import { knownServer, type MailServer } from './servers.ts'

/** A file of settings is small. */
const mostCharacters = 50_000

/** @throws ProviderError `missing`, reason 'server', where nothing says it */
export async function findServer(net: Net, address: string): Promise<MailServer> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const found = knownServer(domain) ?? (await bySrv(net, domain)) ?? (await byFile(net, address, domain))
  if (found) return found
  throw new ProviderError(
    'missing',
    {
      en: 'Nothing says where the mailbox of this address is. Type the server yourself.',
      de: 'Nirgends steht, wo das Postfach dieser Adresse liegt. Tipp den Server selbst ein.',
    },
    {
      reason: 'server',
    },
  )
}

async function bySrv(net: Net, domain: string): Promise<MailServer | null> {
  const [secure] = await net.srv(`_imaps._tcp.${domain}`)
  if (secure) return { host: secure.name, port: secure.port, tls: 'implicit' }
  const [plain] = await net.srv(`_imap._tcp.${domain}`)
  return plain ? { host: plain.name, port: plain.port, tls: 'starttls' } : null
}

/** Mozilla's "Autoconfiguration in Thunderbird": the file at the domain itself. The whole address is told to its own domain only. */
async function byFile(net: Net, address: string, domain: string): Promise<MailServer | null> {
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(address)}`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ]
  for (const place of places) {
    const text = await net.fetch(place).then(
      async (answer) => (answer.ok ? await startOf(answer) : refuse(answer)),
      () => '',
    )
    const server = readAutoconfig(text)
    if (server) return server
  }
  return null
}

async function startOf(answer: Response): Promise<string> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader && text.length < mostCharacters) {
    const { done, value } = await reader.read()
    if (done) return text
    text += value
  }
  await reader?.cancel()
  return text.slice(0, mostCharacters)
}

/** The first server for IMAP with TLS that such a file names; null where it names none. Never throws. */
export function readAutoconfig(text: string): MailServer | null {
  for (const part of text.slice(0, mostCharacters).split('<incomingServer').slice(1, 20)) {
    const [head = '', ...rest] = (part.split('</incomingServer')[0] ?? '').split('>')
    if (!/\btype="imap"/i.test(head)) continue
    const body = rest.join('>')
    const value = (name: string) => (body.split(`<${name}>`)[1]?.split('<')[0] ?? '').trim()
    const [host, port, socket] = [value('hostname').toLowerCase(), Number(value('port')), value('socketType')]
    const isPort = Number.isInteger(port) && port > 0 && port < 65_536
    const tls = socket === 'SSL' ? 'implicit' : socket === 'STARTTLS' ? 'starttls' : null
    if (isHost(host) && isPort && tls) return { host, port, tls }
  }
  return null
}

/** Whether a text is the name or the address of a server. */
export const isHost = (text: string): boolean => text.length <= 253 && /^[a-z0-9._:[\]-]+$/i.test(text)

async function refuse(answer: Response): Promise<string> {
  await answer.body?.cancel()
  return ''
}
