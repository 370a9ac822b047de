/** Pages of a user with 100,000 messages under a hundred connections, against a bare page with one query on the same data. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedded } from '../../src/db/open.ts'
import { listPeople } from '../../src/db/people.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { requestDerive } from '../../src/work/request.ts'
import { step } from '../../src/work/step.ts'
import { depsOn, now } from '../database.ts'
import { filled } from '../hold/filled.ts'
import { token, userId } from '../hold/mailbox.ts'
import { atMost, inMs, median, type Options, type Result } from '../result.ts'
import { load, p99 } from './load.ts'

const requests = 100
const rounds = 3

export async function benchPages({ folder }: Options): Promise<readonly Result[]> {
  const database = join(folder, 'pages')
  cpSync(await filled(join(folder, 'mailbox')), database, { recursive: true })
  const person = await derived(database)
  const child = fork('bench/pages/serve.ts', [database], { execArgv: ['--import', 'tsx'] })
  try {
    const [[ours = 0, bare = 0]] = (await once(child, 'message')) as [number[]]
    const results: Result[] = []
    for (const [name, path] of [
      ['people page', '/people'],
      ['person page', `/people/${person}`],
    ] as const)
      results.push(await compare(name, { ours: { path, port: ours }, bare: { path: '/', port: bare } }))
    return results
  } finally {
    child.disconnect()
  }
}

/** @returns somebody whose page there is */
async function derived(folder: string): Promise<string> {
  const { db, close } = await openEmbedded(folder)
  await requestDerive(db, userId, now)
  const [task] = await claimTasks(db, now, 1, { kind: 'derive', subject: userId })
  if (task) await step(depsOn(db), task)
  const people = await listPeople(db, userId)
  await close()
  return people.toSorted((a, b) => b.relationship.out - a.relationship.out)[20]?.id ?? ''
}

interface Place {
  readonly port: number
  readonly path: string
}

/** Turn and turn about. */
async function compare(name: string, { ours, bare }: { readonly ours: Place; readonly bare: Place }): Promise<Result> {
  const cookie = `session=${token}`
  const taken: [number[], number[]] = [[], []]
  for (const place of [ours, bare]) await load({ ...place, cookie }, 10)
  for (let round = 0; round < rounds; round++) {
    taken[0].push(p99(await load({ ...ours, cookie }, requests)))
    taken[1].push(p99(await load({ ...bare, cookie }, requests)))
  }
  const [mine = 0, theirs = 0] = taken.map(median)
  return {
    name: `${name} of a user with 100,000 messages, 100 connections, p99`,
    measured: inMs(mine),
    baseline: `${inMs(theirs)} for a bare Hono page with one query`,
    ...atMost(mine / theirs, 3),
  }
}
