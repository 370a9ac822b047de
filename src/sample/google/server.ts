/** A strict little Google on this machine: sign-in, Gmail and Calendar of one made-up person. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { clientIds } from '../clients.ts'
import { createFaults, type Faults } from '../faults.ts'
import { buildHistory } from '../history/build.ts'
import type { History } from '../history/types.ts'
import type { SigningKey } from '../keys.ts'
import { type Door, openPort } from '../listen.ts'
import type { App, RequestRecord } from '../requests.ts'
import { beginLife, openStore } from '../store.ts'
import { serveApi } from './api.ts'
import { type Controls, createControls } from './controls.ts'
import { calendarMethods } from './events.ts'
import { gmailMethods } from './gmail.ts'
import { serveOauth } from './oauth.ts'
import { peopleMethods } from './people.ts'
import type { State } from './state.ts'
import { openWorld, type World } from './world.ts'

export interface SampleOptions {
  /** Where it remembers everything; made if missing. */
  readonly dir: string
  /** Tried first at the very first start; afterwards the port is the one remembered. */
  readonly port?: number
  /** The real clock. */
  readonly now?: () => Temporal.Instant
  /** Gmail units per minute; 6000 as for a new project. */
  readonly quotaPerMinute?: number
  /** Another life than the built-in one. Give the same at every start on one `dir`. */
  readonly history?: History
  readonly faults?: Faults
  /** What it signs with from its very first start on; a key of its own unless given. */
  readonly signingKey?: SigningKey
  /** A door that is open already, in place of a port. */
  readonly door?: Pick<Door, 'port' | 'clientSecret' | 'answerBy'>
}

export interface Sample extends Controls {
  /** Issuer and API origin in one. */
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  /** The real clock, moved on by `advance`. */
  now(): Temporal.Instant
  /** The latest requests, oldest first. */
  readonly log: readonly RequestRecord[]
  readonly faults: Faults
  /** The whole life behind the account, for another sample of the same person. */
  readonly history: History
  close(): Promise<void>
}

/**
 * Starts the sample on 127.0.0.1. A second start on the same `dir` finds the same account, ids and tokens.
 * @throws Error, in a sentence, when its remembered port is taken or its file is damaged
 */
export async function startSample(options: SampleOptions): Promise<Sample> {
  const clock = options.now ?? (() => Temporal.Now.instant())
  const store = openStore<State>(options.dir, () => ({
    ...beginLife(clock(), options.signingKey, options.door?.clientSecret),
    offset: 'PT0S',
  }))
  const { state } = store
  const world = openWorld({
    history: options.history ?? buildHistory(Temporal.PlainDate.from(state.anchor)),
    store,
    faults: options.faults ?? createFaults(),
    quotaPerMinute: options.quotaPerMinute ?? 6000,
    clientId: clientIds.google,
    now: () => clock().add(state.offset),
  })
  const close = await openPort(world, appOf(world), options)
  return {
    ...createControls(world),
    origin: world.origin,
    clientId: clientIds.google,
    clientSecret: state.clientSecret,
    now: world.now,
    log: world.log,
    faults: world.faults,
    history: world.history,
    close,
  }
}

/** Everything that it answers, for whoever asks without a port. */
export function appOf(world: World): App {
  const app: App = new Hono()
  serveOauth(app, world)
  serveApi(app, world, [...gmailMethods, ...calendarMethods, ...peopleMethods])
  return app
}
