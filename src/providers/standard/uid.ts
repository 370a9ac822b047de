/** The UID of a meeting as other calendars know it, worked out of Outlook's own identifier. */
import { strip } from '../../text.ts'

/** Every Global Object Id begins with this (MS-OXOCAL, PidLidGlobalObjectId). */
const classId = '040000008200E00074C5B7101A82E008'
/** Of the UIDs inside, none is longer than a thousand characters. */
const longestId = 4000
/** "vCal-Uid" and 1 as 32 bits: what follows is the UID that the meeting was born with elsewhere. */
const foreign = '7643616C2D55696401000000'

/**
 * Outlook names a meeting by a Global Object Id in hex. Bytes 16 to 19 hold the day of one occurrence: without them it is
 * the same for the whole series, and the UID that other calendars are sent. A meeting that was born elsewhere, as at
 * Google, carries its first UID inside.
 * Source: MS-OXOCAL 2.2.1.27, and MS-OXCICAL on the UID property.
 */
export function sharedUid(iCalUId: string): string {
  if (iCalUId.length > longestId) return iCalUId
  const hex = iCalUId.toUpperCase()
  if (!hex.startsWith(classId) || hex.length < 80 || hex.length % 2 || !/^[\dA-F]+$/.test(hex)) return iCalUId
  const data = hex.slice(80)
  if (data.startsWith(foreign)) {
    const uid = strip(new TextDecoder().decode(bytes(data.slice(foreign.length))), { end: /\0/ })
    if (uid) return uid
  }
  return `${hex.slice(0, 32)}00000000${hex.slice(40)}`
}

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
