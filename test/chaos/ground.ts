/** The whole program without a port: an embedded database behind a line that may break, both samples, a relay and one clock. */
import { Temporal } from 'temporal-polyfill'
import { readConfig } from '../../src/config.ts'
import { findUser, type User } from '../../src/db/accounts/users.ts'
import { nextDueAt } from '../../src/db/due.ts'
import { users } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import type { Instant } from '../../src/facts.ts'
import { createProviders } from '../../src/providers/index.ts'
import type { OAuthName } from '../../src/providers/types.ts'
import type { State } from '../../src/sample/google/state.ts'
import type { History } from '../../src/sample/history/types.ts'
import type { MicrosoftState } from '../../src/sample/microsoft/state.ts'
import { randomToken } from '../../src/seal.ts'
import { arriveToConnect } from '../../src/work/arrive.ts'
import { tick } from '../../src/work/tick.ts'
import { openBehind } from '../support/database.ts'
import { thisMorning } from '../support/morning.ts'
import { allow } from '../support/program.ts'
import { bareDeps } from '../support/stage.ts'
import { answerInside, asked, type InsideGoogle, type InsideMicrosoft, openGoogle, openMicrosoft } from './inside.ts'
import { overTheLine } from './process.ts'
import { type ChaosRelay, openRelay } from './relay.ts'

export interface Ground {
  readonly deps: Deps
  readonly relay: ChaosRelay
  readonly client: Awaited<ReturnType<typeof openBehind>>['client']
  google: InsideGoogle
  microsoft: InsideMicrosoft
  now(): Instant
  /** Moves the clock, never back but by `rewind`. */
  jump(to: Instant): void
  rewind(to: Instant): void
  /** The samples begin again from what they were, as `remember` gave it. */
  restore(left: Left): void
  remember(): Left
  connect(name: OAuthName, userId: string | null, purpose?: 'connect' | 'events'): Promise<string>
  user(): Promise<User>
  /** The same program as a process that has just begun: nothing is remembered in it. */
  fresh(skewMs?: number): Deps
  /** Works until nothing is due within `seconds`. */
  settle(seconds?: number): Promise<void>
  close(): Promise<void>
}

export interface Left {
  readonly google: State
  readonly microsoft: MicrosoftState
  readonly at: Instant
}

export interface GroundOptions {
  readonly history: History
  readonly begin: Instant
  readonly env?: Readonly<Record<string, string>>
  /** Another ground, whose samples and clock this one shares. */
  readonly beside?: Ground
}

/** The next Monday at half past six in UTC: whatever day tests are run on, a seed meets the same days of the week. */
export function thatMonday(): Instant {
  const today = thisMorning().toZonedDateTimeISO('UTC')
  return today.add({ days: 8 - today.dayOfWeek }).toInstant()
}

export async function openGround({ history, begin, env = {}, beside }: GroundOptions): Promise<Ground> {
  let at = begin
  const now = beside?.now ?? (() => at)
  const given = { history, now }
  const opened = await openBehind(overTheLine)
  const relay = openRelay()
  const google = beside?.google ?? openGoogle(given)
  const microsoft = beside?.microsoft ?? openMicrosoft(given)
  const putBack = beside
    ? () => {}
    : answerInside((origin) => [ground.google, ground.microsoft].find((one) => one.origin === origin)?.answer)
  const config = readConfig({ UNDO_SECONDS: '0', ...env })
  const deps = bareDeps({
    ...{ config, now, db: opened.db, mailer: relay },
    providers: createProviders(config, { google, microsoft }),
  })
  const jump = (to: Instant) => {
    if (Temporal.Instant.compare(to, at) > 0) at = to
  }
  // Whom nobody has asked anything since is as they were.
  const restored: { left: Left | null; asked: number } = { left: null, asked: 0 }
  const ground: Ground = {
    ...{ deps, relay, google, microsoft, now, client: opened.client, jump: beside?.jump ?? jump },
    rewind(to) {
      at = to
    },
    remember: () => ({
      google: structuredClone(ground.google.state),
      microsoft: structuredClone(ground.microsoft.state),
      at: now(),
    }),
    restore(left) {
      at = left.at
      if (left === restored.left && asked.count === restored.asked) return
      Object.assign(restored, { left, asked: asked.count })
      ground.google = openGoogle(given, structuredClone(left.google))
      ground.microsoft = openMicrosoft(given, structuredClone(left.microsoft))
    },
    async connect(name, known, purpose = 'connect') {
      const provider = deps.providers.get(name)
      if (!provider) throw new Error('no provider')
      const request = { state: randomToken(), nonce: randomToken(), verifier: randomToken() }
      const redirectUri = `${config.BASE_URL}/connect/${name}/callback`
      const scopes = provider.scopes[purpose]
      const url = await provider.oauth.authorizeUrl({ ...request, redirectUri, scopes, extra: provider.extra[purpose] })
      const grant = await provider.oauth.exchange(await allow(url, scopes), request)
      return arriveToConnect(deps, provider, grant, known)
    },
    async user() {
      const [one] = await deps.db.select({ id: users.id }).from(users)
      const user = one && (await findUser(deps.db, one.id))
      if (!user) throw new Error('nobody is signed up')
      return user
    },
    fresh: (skewMs = 0) => ({
      ...deps,
      // What is owed to a database is remembered by it.
      db: Object.create(deps.db),
      now: () => now().add({ milliseconds: skewMs }),
    }),
    async settle(seconds = 200) {
      for (let steps = 0; steps < 4000; steps++) {
        if ((await tick(deps, 1)) > 0) continue
        const due = await nextDueAt(deps.db)
        if (!due || due.epochMilliseconds > now().epochMilliseconds + seconds * 1000) return
        // A lease that somebody left behind lapses after its last moment.
        ground.jump(due.add({ milliseconds: 1 }))
      }
      throw new Error('the program does not come to rest')
    },
    async close() {
      putBack()
      await opened.close()
    },
  }
  return ground
}
