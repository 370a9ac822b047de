/** Everything that can go wrong at Microsoft: once, for the queue that both samples share, or with one piece for as long as wanted. */
import { Temporal } from 'temporal-polyfill'
import { answer, type Fault } from '../faults.ts'
import { folderId } from './folders.ts'
import {
  accessDenied,
  badToken,
  graphError,
  lostState,
  noItem,
  overConcurrency,
  overRequests,
  refuseToken,
  unavailable,
} from './replies.ts'
import type { MicrosoftWorld } from './world.ts'

const page = (status: number, words: string) =>
  answer(
    () =>
      new Response(
        `<!DOCTYPE html><html><head><title>${status} ${words}</title></head><body><h2>${words}</h2></body></html>`,
        { status, headers: { 'content-type': 'text/html' } },
      ),
  )

/** Every fault by name; those that take a number take Retry-After in seconds. */
export const microsoftFault = {
  unauthorized: answer(badToken),
  accessDenied: answer(accessDenied),
  notFound: answer(noItem),
  badRequest: answer(() => graphError(400, 'ErrorInvalidRequest', 'The request is invalid.')),
  concurrency: (retryAfter?: number) => answer(() => overConcurrency(retryAfter)),
  throttled: (retryAfter?: number) => answer(() => overRequests(retryAfter)),
  unavailable: (retryAfter?: number) => answer(() => unavailable(503, retryAfter)),
  gatewayTimeout: (retryAfter?: number) => answer(() => unavailable(504, retryAfter)),
  serverError: answer(() => graphError(500, 'ErrorInternalServerError', 'An internal server error occurred.')),
  badGateway: page(502, 'Bad Gateway'),
  /** Waits for a delta token, then answers 410 with the address to begin anew at. */
  expired: { kind: 'expired' },
  /** The same said otherwise: put it before a call that brings a delta token. */
  syncStateNotFound: answer(() => lostState(404, 'SyncStateNotFound')),
  resyncRequired: answer(() => lostState(400, 'resyncRequired')),
  emptyPage: { kind: 'empty-page' },
  /** A list without its items. */
  withoutValue: { kind: 'rewrite', rewrite: ({ value: _, ...rest }) => rest },
  /** A list that goes on at another host. */
  strayLink: {
    kind: 'rewrite',
    rewrite: ({ '@odata.deltaLink': _, ...body }) => ({ ...body, '@odata.nextLink': 'https://graph.example/v1.0/me' }),
  },
  reset: { kind: 'reset' },
  truncated: { kind: 'truncated' },
  delay: (milliseconds: number): Fault => ({ kind: 'delay', milliseconds }),
  /** For `token`: taken back by the owner or the administrator. */
  revoked: answer(() =>
    refuseToken(400, 'invalid_grant', 50173, 'The provided grant has expired due to it being revoked.'),
  ),
  /** For `token`: not used for ninety days. */
  inactive: answer(() => refuseToken(400, 'invalid_grant', 700082, 'The refresh token has expired due to inactivity.')),
  /** For `token`: an administrator has to agree first. */
  adminNeeded: answer(() =>
    refuseToken(
      400,
      'invalid_grant',
      65001,
      'The user or administrator has not consented to use the application.',
      'consent_required',
    ),
  ),
  /** For `token`: the owner has to prove again who they are. */
  interaction: answer(() =>
    refuseToken(
      400,
      'interaction_required',
      50076,
      'You must use multi-factor authentication to access the resource.',
      'basic_action',
    ),
  ),
  /** For `token`: the secret of the program has run out; no user can help. */
  wrongSecret: answer(() =>
    refuseToken(401, 'invalid_client', 7000222, 'The provided client secret keys are expired.'),
  ),
} as const satisfies Record<string, Fault | ((number: number) => Fault) | ((retryAfter?: number) => Fault)>

/** One broken piece of an otherwise healthy account. */
export interface Breaks {
  /** This happens to everything that is asked of this folder, the folders within it included. @returns ends it */
  breakFolder(folder: string, fault: Fault): () => void
  /** This happens to whoever asks for this one message. @returns ends it */
  breakMessage(messageId: string, fault: Fault): () => void
  /** This happens to whoever asks for a window of the calendar with this moment in it. @returns ends it */
  breakMoment(at: Temporal.Instant, fault: Fault): () => void
}

interface Names {
  folderKey(folder: string): string
  scriptedMessage(id: string): string
}

/** @throws Error, from its functions, for a folder or a message that the sample does not have */
export function createBreaks({ faults, mail }: MicrosoftWorld, { folderKey, scriptedMessage }: Names): Breaks {
  return {
    breakFolder: (folder, fault) => {
      const id = folderId(folderKey(folder))
      // As a segment, and as Graph writes it into its links. The folder itself is still listed.
      const within = [`/mailFolders/${id}/`, `/mailFolders('${id}')/`]
      return faults.last(({ path }) => within.some((part) => path.includes(part)), fault)
    },
    breakMessage: (messageId, fault) => {
      const item = mail.find(scriptedMessage(messageId))
      const paths = [item?.id, item?.immutableId].map((id) => `/v1.0/me/messages/${id}`)
      return faults.last(({ path }) => paths.includes(path), fault)
    },
    breakMoment: (at, fault) =>
      faults.last(({ api, query }) => {
        if (api !== 'calendarView.list') return false
        const [from, to] = ['startDateTime', 'endDateTime'].map((name) => Temporal.Instant.from(query.get(name) ?? ''))
        return Boolean(from && to) && isWithin(at, from as Temporal.Instant, to as Temporal.Instant)
      }, fault),
  }
}

const isWithin = (at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant) =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0
