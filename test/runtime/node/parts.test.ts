/** What the bundle for Workers has in the place of packages does what the program asks of those, as the packages do it. */
import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as graph from '@microsoft/microsoft-graph-client'
import fc from 'fast-check'
import * as nodemailer from 'nodemailer'
import * as tldts from 'tldts'
import trie from 'tldts/dist/cjs/src/data/trie.js'
import { beforeAll, expect, test } from 'vitest'
import * as zones from 'windows-iana'
import * as zod from 'zod'
import { allLists } from '../../../scripts/worker/lists.ts'
import { buildParts } from '../../../scripts/worker/parts.ts'
import { labelsOf } from '../../../scripts/worker/tables.ts'
import { lists } from '../../../src/workers/lists.ts'
import { startRelay } from '../../support/relay.ts'

const folder = join(import.meta.dirname, '../../../dist/worker')
const part = <T>(path: string) => import(pathToFileURL(join(folder, path)).href) as Promise<T>

beforeAll(async () => {
  buildParts(folder)
  for (const name of ['tldts.js', 'windows-iana.js']) await part(name)
  // Suffixes and zones come with the assets.
  expect(await lists.findFault({ fetch: async () => Response.json(allLists()) })).toBe(null)
})

/** Every rule of the public list, whoever made it. */
function listRules(): string[] {
  const rules: string[] = []
  const labels = labelsOf(trie)
  const walk = (node: number, behind: string) => {
    for (let edge = trie.edgeStart[node] ?? 0; edge < (trie.edgeStart[node + 1] ?? 0); edge++) {
      const rule = behind ? `${labels[edge]}.${behind}` : `${labels[edge]}`
      rules.push(rule)
      walk(trie.edgeChild[edge] ?? 0, rule)
    }
  }
  walk(trie.rulesRoot, '')
  walk(trie.exceptionsRoot, '')
  return rules
}

test('whose domain a host lies in, by every rule of the public list', async () => {
  const { getDomain } = await part<typeof tldts>('tldts.js')
  const rules = listRules()
  expect(rules.length).toBeGreaterThan(8000)
  for (const rule of rules)
    for (const host of [rule, `acme.${rule}`, `mail.acme.${rule}`, `a.b.acme.${rule.replace('*', 'any')}`])
      expect([host, getDomain(host)]).toEqual([host, tldts.getDomain(host)])
})

test('whose domain a host lies in, for hosts that are none or odd', async () => {
  const { getDomain } = await part<typeof tldts>('tldts.js')
  const label = fc.oneof(
    fc.constantFrom('com', 'uk', 'co', 'ck', 'www', 'jp', 'kobe', 'city', '', '-', 'ÄCME', '*'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(label, { maxLength: 5 }), (labels) => {
      const host = labels.join('.')
      expect(getDomain(host)).toBe(tldts.getDomain(host))
    }),
    { numRuns: 2000 },
  )
  for (const host of ['', '127.0.0.1', '[::1]', 'localhost', 'acme.de.', 'ACME.DE', 'host.local', 'a..de', '.de'])
    expect([host, getDomain(host)]).toEqual([host, tldts.getDomain(host)])
})

test('what a name of Windows means, and how Windows calls a zone', async () => {
  const own = await part<typeof zones>('windows-iana.js')
  const names = new Set(zones.WINDOWS_TO_IANA_MAP.map(({ windowsName }) => windowsName))
  const territories = new Set(zones.WINDOWS_TO_IANA_MAP.map(({ territory }) => territory))
  for (const name of [...names, 'Nowhere Standard Time'])
    for (const territory of [undefined, ...territories])
      expect(own.findIana(name, territory)).toEqual(zones.findIana(name as never, territory as never))
  for (const zone of [...zones.IANA_ALIAS_MAP.flatMap(({ alias }) => alias), 'Mars/Olympus'])
    expect([zone, own.findWindows(zone as never)]).toEqual([zone, zones.findWindows(zone as never)])
})

test('what Microsoft Graph is asked', async () => {
  const own = await part<typeof graph>('microsoft-graph-client/asked.js')
  const asked = async ({ Client, ResponseType }: typeof graph, path: string, body?: object, verb?: 'patch') => {
    const sent: unknown[] = []
    const client = Client.initWithMiddleware({
      baseUrl: 'https://graph.example',
      defaultVersion: 'v1.0',
      middleware: {
        async execute(context: graph.Context) {
          const { headers, ...options } = context.options as RequestInit
          sent.push(context.request, [...new Headers(headers)], options)
          context.response = new Response('{"value":[', { status: 429, headers: { 'retry-after': '9' } })
        },
      },
    })
    const request = client
      .api(path)
      .headers({ authorization: 'Bearer x', prefer: 'IdType="ImmutableId"' })
      .responseType(ResponseType.RAW)
    const answer: Response = await (body ? request[verb ?? 'post'](body) : request.get())
    return [sent, answer.status, await answer.text(), answer.headers.get('retry-after')]
  }
  for (const path of ['/me', "/me/mailFolders/AA=/messages/delta?$filter=receivedDateTime+ge+2026-01-01&$top=5'"])
    for (const [body, verb] of [[], [{ subject: 'Grüße' }], [{ start: null }, 'patch']] as const)
      expect(await asked(own, path, body, verb)).toEqual(await asked(graph, path, body, verb))
})

test('a letter as it comes over the line, signed, and signed in with a password', async () => {
  const own = await part<typeof nodemailer>('nodemailer/nodemailer.js')
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const relay = await startRelay({ password: 'sésame' })
  try {
    for (const { createTransport } of [nodemailer, own]) {
      const transport = createTransport({
        host: '127.0.0.1',
        port: relay.port,
        auth: { user: 'letters', pass: 'sésame' },
        disableFileAccess: true,
        disableUrlAccess: true,
        dkim: { domainName: 'coffee.example', keySelector: 'k', privateKey },
      })
      for (const html of ['<p>Grüße ☕</p>', ''])
        await transport.sendMail({
          ...letter,
          ...(html ? { html } : {}),
          baseBoundary: 'the-same',
        } as nodemailer.SendMailOptions)
      transport.close()
    }
  } finally {
    await relay.close()
  }
  const [ofTheirs, plainOfTheirs, ours, plain] = relay.caught.map(({ raw }) => raw)
  expect(ours).toBe(ofTheirs)
  expect(plain).toBe(plainOfTheirs)
  expect(ours).toContain('DKIM-Signature')
})

const letter = {
  from: { name: 'Coffee soon', address: 'letter@coffee.example' },
  to: { name: '', address: 'maren@tide.example' },
  replyTo: { name: '', address: 'maren@tide.example' },
  subject: 'Three people, “and one more” – für dich',
  text: `Grüße\n\n.\nFrom here\n${'long '.repeat(300)}\n`,
  messageId: '<2026-W48@coffee.example>',
  date: new Date('2026-11-30T08:00:00Z'),
  headers: { 'List-Unsubscribe': '<https://coffee.example/unsubscribe/abc>', 'Auto-Submitted': 'auto-generated' },
}

test('shapes are checked, and refused in the same words', async () => {
  const own = await part<typeof zod>('zod/index.js')
  const shapeOf = (z: typeof zod) =>
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('a'),
        at: z.iso.datetime().optional(),
        url: z.url({ protocol: /^https?$/, error: 'must be a web address' }).nullish(),
        count: z.coerce.number().int().min(1).max(9).default(3),
        list: z.array(z.union([z.string().trim().min(1), z.boolean()])).max(3),
      }),
      z.object({
        kind: z.literal('b'),
        of: z.record(z.string(), z.enum(['x', 'y'])).transform(Object.keys),
        when: z.iso.date(),
      }),
    ])
  const [ours, theirs] = [shapeOf(own), shapeOf(zod)]
  const loose = fc.record(
    {
      kind: fc.constantFrom('a', 'b', 'c', 1),
      at: fc.constantFrom('2026-11-30T08:00:00Z', 'soon', 5),
      url: fc.constantFrom('https://coffee.example', 'ftp://x', 'no', null),
      count: fc.oneof(fc.integer(), fc.string(), fc.constant('7')),
      list: fc.array(fc.oneof(fc.string(), fc.boolean(), fc.integer())),
      of: fc.dictionary(fc.string(), fc.constantFrom('x', 'y', 'z')),
      when: fc.constantFrom('2026-11-30', '2026-11-31', 'x'),
    },
    { requiredKeys: ['kind'] },
  )
  const told = ({ success, data, error }: { success: boolean; data?: unknown; error?: { issues: unknown } }) => ({
    success,
    data,
    issues: error?.issues,
  })
  fc.assert(
    fc.property(loose, (value) => {
      expect(told(ours.safeParse(value))).toEqual(told(theirs.safeParse(value)))
    }),
    { numRuns: 500 },
  )
})
