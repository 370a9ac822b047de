/** Fingerprints of a text at once, where thousands are needed: the platform's own wait for another thread each time. Never for secrets. */

/** 53 bits of a string (cyrb53, public domain), where a clash costs little: a number a key keeps memory small; 100,000 keys collide once in millions of mailboxes. */
export function hash53(text: string): number {
  let a = firstHalf
  let b = secondHalf
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return mixed53(a, b)
}

function mixed53(one: number, other: number): number {
  const a = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
  const b = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}

/** One fingerprint of several texts and numbers, which need not be put together as one text. */
export interface Hashing {
  /** By its length and its letters, so that no text ends where it likes. */
  text(text: string): void
  /** A whole number within the safe ones. */
  number(value: number): void
  /** A whole number of sixteen bits, which takes a quarter as long. */
  bits(value: number): void
  /** 53 bits of all that came since the last, in its order. */
  end(): number
}

/** `hash53` piece by piece, over and over: thousands of marks are made of a dozen pieces each. */
export function hashing(): Hashing {
  let a = firstHalf
  let b = secondHalf
  const take = (bits: number) => {
    a = Math.imul(a ^ bits, 2654435761)
    b = Math.imul(b ^ bits, 1597334677)
  }
  const number = (value: number) => {
    const [low, high] = [value | 0, Math.floor(value / 2 ** 32)]
    // Sixteen bits at a time, as letters come: the upper ones of 32 would hardly spread.
    take(low & 0xffff)
    take(low >>> 16)
    take(high & 0xffff)
    take(high >>> 16)
  }
  return {
    number,
    bits: (value) => take(value & 0xffff),
    text(text) {
      number(text.length)
      let [one, other] = [a, b]
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        one = Math.imul(one ^ code, 2654435761)
        other = Math.imul(other ^ code, 1597334677)
      }
      a = one
      b = other
    },
    end() {
      const mixed = mixed53(a, b)
      a = firstHalf
      b = secondHalf
      return mixed
    },
  }
}

const firstHalf = 0xdeadbeef | 0
const secondHalf = 0x41c6ce57

/** The constants of FIPS 180-4, 4.2.2 and 5.3.3: the beginning of the cube and square roots of the first primes. */
const primes = [...primesBelow(312)]
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const first = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const encoder = new TextEncoder()
const words = new Int32Array(64)
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The same text as `sha256` of seal.ts gives: base64url. Never for secrets: how long it takes is nobody's concern here. */
export const fingerprint = (text: string): string => toBase64Url(digest(text))

/** The first 64 bits of it, as a whole number with a sign. */
export function fingerprint64(text: string): bigint {
  const [high = 0, low = 0] = digest(text)
  return (BigInt(high) << 32n) | BigInt(low >>> 0)
}

function digest(text: string): Int32Array {
  const message = encoder.encode(text)
  const padded = new Uint8Array(((message.length + 8) >> 6) * 64 + 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(padded.length - 4, message.length << 3)
  const state = first.slice()
  for (let at = 0; at < padded.length; at += 64) mix(state, view, at)
  return state
}

/** One block of 64 bytes: FIPS 180-4, 6.2.2. */
function mix(state: Int32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i)
  for (let i = 16; i < 64; i++) {
    const [near, far] = [words[i - 2] as number, words[i - 15] as number]
    const a = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)
    const b = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)
    words[i] = (a + (words[i - 7] as number) + b + (words[i - 16] as number)) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const some = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g))) | 0
    const one = (some + (rounds[i] as number) + (words[i] as number)) | 0
    const other = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + other) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = ((state[i] as number) + (mixed[i] as number)) | 0
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** 256 bits in 43 characters. */
function toBase64Url(state: Int32Array): string {
  let text = ''
  for (let bit = 0; bit < 256; bit += 6) {
    const [word, from] = [bit >> 5, bit & 31]
    const here = (state[word] as number) << from
    const next = from > 26 ? (state[word + 1] ?? 0) >>> (32 - from) : 0
    text += alphabet[(here | next) >>> 26]
  }
  return text
}

function* primesBelow(end: number): Generator<number> {
  const found: number[] = []
  for (let number = 2; number < end; number++)
    if (found.every((prime) => number % prime !== 0)) {
      found.push(number)
      yield number
    }
}

/** The first 32 bits behind the point. */
function fraction(number: number): number {
  return Math.floor((number - Math.floor(number)) * 2 ** 32) | 0
}
