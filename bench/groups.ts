/** The groups of rows, in the order of the table; each is measured in a process of its own. */
import type { Bench } from './result.ts'

export const groups: Readonly<Record<string, () => Promise<Bench>>> = {
  start: async () => (await import('./start/start.ts')).benchStart,
  gmail: async () => (await import('./gmail/gmail.ts')).benchGmail,
  picks: async () => (await import('./gmail/picks.ts')).benchPicks,
  imap: async () => (await import('./imap.ts')).benchImap,
  graph: async () => (await import('./graph/graph.ts')).benchGraph,
  storing: async () => (await import('./storing.ts')).benchStoring,
  memory: async () => (await import('./memory/memory.ts')).benchMemory,
  look: async () => (await import('./look.ts')).benchLook,
  listing: async () => (await import('./listing.ts')).benchListing,
  derive: async () => (await import('./derive.ts')).benchDerive,
  letter: async () => (await import('./letter.ts')).benchLetter,
  week: async () => (await import('./week.ts')).benchWeek,
  queue: async () => (await import('./queue.ts')).benchQueue,
  pages: async () => (await import('./pages/pages.ts')).benchPages,
  rows: async () => (await import('./rows.ts')).benchRows,
  monday: async () => (await import('./monday.ts')).benchMonday,
  import: async () => (await import('./import.ts')).benchImport,
  hold: async () => (await import('./hold.ts')).benchHold,
  hostile: async () => (await import('./hostile.ts')).benchHostile,
  heavy: async () => (await import('./heavy.ts')).benchHeavy,
  bundle: async () => (await import('./bundle.ts')).benchBundle,
}
