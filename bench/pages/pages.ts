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
const rounds = 5
/** As many come before what is measured, so that none of it is what a page costs the first time. */
const warming = 30

export async function benchPages({ folder }: Options): Promise<readonly Result[]> {
  const database = join(folder, 'pages')
  cpSync(await filled(join(folder, 'mailbox')), database, { recursive: true })
  const person = await derived(database)
  const child = fork('bench/pages/serve.ts', [database], { execArgv: ['--import', 'tsx'] })
  try {
    const [[ours = 0, bare = 0]] = (await once(child, 'message')) as [number[]]
    return await compare(
      [
        ['people page', { path: '/people', port: ours }],
        ['person page', { path: `/people/${person}`, port: ours }],
      ],
      { path: '/', port: bare },
    )
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

/** Turn and turn about, all of them against the same turns of the bare page: it takes now half, now twice as long. */
async function compare(pages: readonly (readonly [name: string, Place])[], bare: Place): Promise<readonly Result[]> {
  const cookie = `session=${token}`
  const places = [...pages.map(([, place]) => place), bare]
  for (const place of places) await load({ ...place, cookie }, warming)
  const taken = new Map<Place, number[]>(places.map((place) => [place, []]))
  for (let round = 0; round < rounds; round++)
    for (const [place, times] of taken) times.push(p99(await load({ ...place, cookie }, requests)))
  const of = (place: Place) => median(taken.get(place) ?? [])
  return pages.map(([name, place]) => ({
    name: `${name} of a user with 100,000 messages, 100 connections, p99`,
    measured: inMs(of(place)),
    baseline: `${inMs(of(bare))} for a bare Hono page with one query`,
    ...atMost(of(place) / of(bare), 3),
  }))
}
