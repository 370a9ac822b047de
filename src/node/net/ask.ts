/** Requests whose every connection goes to an address that was checked as the connection is made. */
import { Agent, fetch as ask_ } from 'undici'
import type { Fetch } from '../../providers/types.ts'

type Addresses = (host: string) => Promise<readonly string[]>
const agents = new WeakMap<Addresses, Agent>()

/** `addresses` throws for a host that is not to be connected to, and that is what is thrown then. */
export async function ask(input: Parameters<Fetch>[0], init: RequestInit, addresses: Addresses): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input)
  // A host that is an address is looked up by nobody.
  await addresses(url.hostname)
  const { body, method, headers } = input instanceof Request ? input : { body: null, method: 'GET', headers: undefined }
  const given = { method, ...(headers ? { headers } : {}), ...(body ? { body, duplex: 'half' } : {}), ...init }
  try {
    return (await ask_(url, { ...(given as object), dispatcher: agentOf(addresses) })) as unknown as Response
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error && error.cause.name === 'ProviderError'
      ? error.cause
      : error
  }
}

function agentOf(addresses: Addresses): Agent {
  const known = agents.get(addresses)
  if (known) return known
  const agent = new Agent({
    keepAliveTimeout: 10_000,
    connections: 4,
    connect: {
      timeout: 10_000,
      lookup(host, options, done) {
        addresses(host).then(
          (found) => {
            const all = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
            const [first = { address: '', family: 4 }] = all
            if (options.all) done(null, all)
            else done(null, first.address, first.family)
          },
          (error: NodeJS.ErrnoException) => done(error, '', 0),
        )
      },
    },
  })
  agents.set(addresses, agent)
  return agent
}
