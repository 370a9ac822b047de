/** How Exchange names a meeting: one identifier for each occurrence, with what it was born with inside. */

/** Every Global Object Id begins with this (MS-OXOCAL 2.2.1.27). */
const CLASS = '040000008200E00074C5B7101A82E008'
const NO_DAY = '00000000'
/** Creation time and reserved bytes, which nobody reads. */
const NO_TIME = '0'.repeat(32)

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

/** The identifier of a meeting that is made here, for these sixteen bytes. */
export function bornHere(bytes: Uint8Array): string {
  return `${CLASS}${NO_DAY}${NO_TIME}${size(bytes.length)}${hex(bytes)}`
}

/**
 * What Graph shows as iCalUId. A single meeting from elsewhere keeps the UID it came with; an occurrence of a series is
 * named by the day as first planned, and its own UID stands behind "vCal-Uid".
 * @param day local date of the occurrence as first planned; absent for a single meeting
 */
export function calendarUid(uid: string, day?: string): string {
  if (day === undefined) return uid
  const own = uid.startsWith(CLASS) ? uid : wrap(uid)
  return `${own.slice(0, 32)}${writeDay(day)}${own.slice(40)}`
}

function wrap(uid: string): string {
  const data = Buffer.concat([Buffer.from('vCal-Uid'), Buffer.from([1, 0, 0, 0]), Buffer.from(`${uid}\0`)])
  return `${CLASS}${NO_DAY}${NO_TIME}${size(data.length)}${hex(data)}`
}

function size(length: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(length)
  return hex(bytes)
}

function writeDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16BE(year)
  bytes.writeUInt8(month, 2)
  bytes.writeUInt8(date, 3)
  return hex(bytes)
}
