/** The id of a coffee in the owner's calendar: the same for every attempt, so that however often it is tried there is one event. */

const alphabet = '0123456789abcdefghijklmnopqrstuv'

/**
 * SHA-256 of user and coffee in lower-case base32hex, the only letters that Google allows in an event's id.
 * Source: Calendar API, events.insert, `id`.
 */
export async function eventId(userId: string, coffeeId: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${userId}|${coffeeId}`))
  let id = ''
  let bits = 0
  let held = 0
  for (const byte of new Uint8Array(hash)) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) id += alphabet[(held >> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits ? id + alphabet[(held << (5 - bits)) & 31] : id
}
