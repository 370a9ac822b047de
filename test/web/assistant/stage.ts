/** An assistant beside a world: the SDK's own client, which asks the app in this process. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { createApp } from '../../../src/app.tsx'
import { createPass } from '../../../src/db/passes.ts'
import type { PassScope } from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import { randomToken, sha256, shortId } from '../../../src/seal.ts'

/** Makes a token of a user's without the page. @returns it, and the id of its row */
export async function makeToken(
  deps: Deps,
  {
    userId = 'sam',
    scopes = [],
    label = 'My assistant',
  }: { userId?: string; scopes?: readonly PassScope[]; label?: string } = {},
): Promise<{ readonly token: string; readonly id: string }> {
  const token = `coffee_${randomToken()}`
  const id = shortId()
  const hash = await sha256(token)
  const row = { id, userId, kind: 'assistant' as const, hash, label, createdAt: deps.now() }
  if (!(await createPass(deps.db, { ...row, scopes: ['names', ...scopes] }))) throw new Error('too many tokens')
  return { token, id }
}

export interface Assistant {
  readonly client: Client
  /** What a tool answers as data. @throws Error with what it refuses */
  ask<T = Answered>(tool: string, given?: Record<string, unknown>): Promise<T>
  /** Everything that came back by then, as it was sent. */
  heard(): string
}

/** As far as the tests look at it. */
// biome-ignore lint/suspicious/noExplicitAny: what came over a wire, whose form its own schema has been asked about.
export type Answered = any

interface Asking {
  readonly fetch: typeof fetch
  readonly base?: string
  readonly token: string
  /** The protocol that it begins with: by a handshake, or with each request by itself. */
  readonly era?: 'handshake' | 'each'
}

/** Connects as a program of the owner's does. */
export async function openAssistant({
  fetch: go,
  base = 'http://localhost:8787',
  token,
  era = 'handshake',
}: Asking): Promise<Assistant> {
  const heard: string[] = []
  const client = new Client(
    { name: 'test', version: '1' },
    era === 'each' ? { versionNegotiation: { mode: 'auto' } } : {},
  )
  const listening: typeof fetch = async (...asked) => {
    const answer = await go(...asked)
    heard.push(await answer.clone().text())
    return answer
  }
  const headers = { Authorization: `Bearer ${token}` }
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { fetch: listening, requestInit: { headers } }),
  )
  return {
    client,
    async ask(tool, given = {}) {
      const answer = await client.callTool({ name: tool, arguments: given })
      if (answer.isError) throw new Error(JSON.stringify(answer.content))
      return answer.structuredContent as never
    },
    heard: () => heard.join('\n'),
  }
}

/** The app as a server that needs no wire. */
export function fetchOf(deps: Deps): typeof fetch {
  const app = createApp(deps)
  return async (input, init) => app.request(input instanceof Request ? input : String(input), init)
}
