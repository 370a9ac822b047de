/** A strict little Microsoft on this machine: sign-in, Outlook mail and calendar of one made-up person's work account. */
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
import { accountOf } from './account.ts'
import { serveGraph } from './api.ts'
import { createMicrosoftControls, type MicrosoftControls } from './controls.ts'
import { deltaMethods } from './delta.ts'
import { eventMethods } from './events.ts'
import { folderMethods } from './mailfolders.ts'
import { messageMethods } from './messages.ts'
import { serveMicrosoftOauth } from './oauth.ts'
import { profileMethods } from './profile.ts'
import type { MicrosoftState } from './state.ts'
import { TENANT_ID } from './tenant.ts'
import { type MicrosoftWorld, openMicrosoftWorld } from './world.ts'

export interface SampleMicrosoftOptions {
  /** Where it remembers everything; made if missing. The same folder as the sample Google's will do. */
  readonly dir: string
  /** Tried first at the very first start; afterwards the port is the one remembered. */
  readonly port?: number
  /** The clock: that of the other sample, where both run. */
  readonly now?: () => Temporal.Instant
  /** Another life than the built-in one, of which the work account is a part. Give the same at every start on one `dir`. */
  readonly history?: History
  readonly faults?: Faults
  /** How many messages a delta with a filter lists before it silently stops; 5,000 as at Microsoft. */
  readonly filterCap?: number
  /** For one mailbox; 10,000 as at Microsoft. */
  readonly requestsPerTenMinutes?: number
  /** What it signs with from its very first start on; a key of its own unless given. */
  readonly signingKey?: SigningKey
  /** A door that is open already, in place of a port. */
  readonly door?: Pick<Door, 'port' | 'clientSecret' | 'answerBy'>
}

export interface SampleMicrosoft extends MicrosoftControls {
  /** Of sign-in and of Graph in one. */
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  /** The id of the owner's organisation. */
  readonly tenant: string
  now(): Temporal.Instant
  /** The latest requests, oldest first; `inFlight` counts those of the mailbox. */
  readonly log: readonly RequestRecord[]
  readonly faults: Faults
  close(): Promise<void>
}

/**
 * Starts the sample on 127.0.0.1. A second start on the same `dir` finds the same account, ids and tokens.
 * @throws Error, in a sentence, when its remembered port is taken or its file is damaged
 */
export async function startSampleMicrosoft(options: SampleMicrosoftOptions): Promise<SampleMicrosoft> {
  const now = options.now ?? (() => Temporal.Now.instant())
  const store = openStore<MicrosoftState>(
    options.dir,
    () => ({ ...beginLife(now(), options.signingKey, options.door?.clientSecret), admin: 'open', transactions: {} }),
    'microsoft.json',
  )
  const { state } = store
  const world = openMicrosoftWorld({
    ...accountOf(options.history ?? buildHistory(Temporal.PlainDate.from(state.anchor))),
    store,
    faults: options.faults ?? createFaults(),
    clientId: clientIds.microsoft,
    filterCap: options.filterCap ?? 5000,
    requestsPerTenMinutes: options.requestsPerTenMinutes ?? 10_000,
    now,
  })
  const close = await openPort(world, appOf(world), options)
  return {
    ...createMicrosoftControls(world),
    origin: world.origin,
    clientId: clientIds.microsoft,
    clientSecret: state.clientSecret,
    tenant: TENANT_ID,
    now,
    log: world.log,
    faults: world.faults,
    close,
  }
}

/** Everything that it answers, for whoever asks without a port. */
export function appOf(world: MicrosoftWorld): App {
  const app: App = new Hono()
  serveGraph(app, world, [...profileMethods, ...folderMethods, ...deltaMethods, ...messageMethods, ...eventMethods])
  serveMicrosoftOauth(app, world)
  return app
}
