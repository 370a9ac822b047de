/** The secret of a webhook, and how a message is signed with it, as "Standard Webhooks" 1.0.0 has it. */
import type { Instant } from '../../facts.ts'
import type { Seal } from '../../seal.ts'

/** Where its owner wants to be told, and what signs it: "whsec_" and 32 random bytes in base64. */
export interface WebhookTarget {
  readonly address: string
  readonly secret: string
}

export const webhookPlace = (userId: string): string => `webhooks.sealed|${userId}`

const mark = 'whsec_'

export function newSecret(): string {
  return mark + toBase64(crypto.getRandomValues(new Uint8Array(32)))
}

export const sealTarget = (seal: Seal, userId: string, target: WebhookTarget): Promise<string> =>
  seal.seal(JSON.stringify(target), webhookPlace(userId))

/** @throws Error where its key is not among ours, or it was altered */
export async function openTarget(seal: Seal, userId: string, sealed: string): Promise<WebhookTarget> {
  return JSON.parse(await seal.open(sealed, webhookPlace(userId))) as WebhookTarget
}

/** The headers that tell which message it is and that it comes from here: HMAC-SHA-256 over id, seconds and body. */
export async function signedHeaders(
  secret: string,
  { id, at, body }: { readonly id: string; readonly at: Instant; readonly body: string },
): Promise<Record<string, string>> {
  const seconds = String(Math.floor(at.epochMilliseconds / 1000))
  const bytes = Uint8Array.from(atob(secret.slice(mark.length)), (one) => one.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${seconds}.${body}`))
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${toBase64(new Uint8Array(signed))}`,
  }
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
