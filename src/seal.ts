/** Secrets: sealing tokens for the database, hashing what only has to be recognised, signing forms. */
import type { SecretKey } from './config.ts'

const encoder = new TextEncoder()

/** So many addresses are signed once: a letter and its page ask for those of the same people each time. */
const mostAddresses = 2048
const longestAddress = 254

/** What the secret keys are good for. The first key writes, all of them read. */
export interface Seal {
  /** The ids of the keys, the first key's first. */
  readonly keyIds: readonly string[]
  /**
   * Encrypts with AES-256-GCM under a fresh nonce. `place` (table, row id, column) is bound in, so that a sealed value
   * moved to another row does not open.
   */
  seal(plain: string, place: string): Promise<string>
  /** @throws Error when the key is unknown, the place is another or the text was altered */
  open(sealed: string, place: string): Promise<string>
  /** HMAC-SHA-256 under the first key, base64url. `purpose` keeps uses apart. */
  sign(text: string, purpose: string): Promise<string>
  /** The HMAC under every key, first key first: for finding what an older key wrote. */
  signatures(text: string, purpose: string): Promise<string[]>
}

/**
 * Encrypts, decrypts and signs with the secret keys of this installation.
 * @throws Error without a key
 */
export function createSeal(keys: readonly SecretKey[]): Seal {
  const first = keys[0]
  if (!first) throw new Error('no secret key')
  const derived = new Map<string, Promise<CryptoKey>>()
  const derive = (key: SecretKey, use: 'seal' | 'sign') => {
    const name = `${key.id}|${use}`
    const known = derived.get(name) ?? deriveKey(key, use)
    derived.set(name, known)
    return known
  }
  const signAnew = async (key: SecretKey, text: string, purpose: string) =>
    toBase64Url(
      new Uint8Array(await crypto.subtle.sign('HMAC', await derive(key, 'sign'), encoder.encode(`${purpose}|${text}`))),
    )
  const lately = new Map<string, Promise<string>>()
  const sign = (key: SecretKey, text: string, purpose: string): Promise<string> => {
    if (purpose !== 'address' || text.length > longestAddress) return signAnew(key, text, purpose)
    const name = `${key.id}|${text}`
    const signed = lately.get(name) ?? signAnew(key, text, purpose)
    if (lately.size >= mostAddresses && !lately.has(name)) lately.clear()
    lately.set(name, signed)
    return signed
  }
  return {
    keyIds: keys.map(({ id }) => id),
    async seal(plain, place) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const key = await derive(first, 'seal')
      const additionalData = encoder.encode(`${first.id}|${place}`)
      const box = new Uint8Array(
        await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, encoder.encode(plain)),
      )
      return `${first.id}.${toBase64Url(iv)}.${toBase64Url(box)}`
    },
    async open(sealed, place) {
      const [id = '', iv = '', box = ''] = sealed.split('.')
      const key = keys.find((candidate) => candidate.id === id)
      if (!key) throw new Error(`sealed with the key "${id}", which SECRET_KEYS does not hold`)
      const additionalData = encoder.encode(`${id}|${place}`)
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: fromBase64Url(iv), additionalData },
        await derive(key, 'seal'),
        fromBase64Url(box),
      )
      return new TextDecoder().decode(plain)
    },
    sign: (text, purpose) => sign(first, text, purpose),
    signatures: (text, purpose) => Promise.all(keys.map((key) => sign(key, text, purpose))),
  }
}

async function deriveKey(key: SecretKey, use: 'seal' | 'sign'): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', key.bytes, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(`coffee-soon ${use}`) }
  return use === 'seal'
    ? crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    : crypto.subtle.deriveKey(how, base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
}

/** Under which key a sealed value lies, by its id. */
export const keyIdOf = (sealed: string): string => sealed.slice(0, sealed.indexOf('.'))

/** A random token of 256 bits, base64url: nobody guesses it. */
export function randomToken(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)))
}

/**
 * A new id for what stands in every row of somebody, such as a user or an account: 72 random bits, twelve characters, a third
 * of a UUID. It is no secret.
 */
export const shortId = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(9)))

/** SHA-256 of a text, base64url: how random tokens are kept in the database. */
export async function sha256(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))))
}

/** HMAC-SHA-256 under a key of its own that is text, base64url. */
export async function signWith(key: string, text: string): Promise<string> {
  const how = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), how, false, ['sign'])
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text))))
}

/** Compares two texts in a time that does not tell where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [encoder.encode(one), encoder.encode(other)]
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}
