/** The letter in German. Its owner is told du; of others no sentence says whether they are he or she. */
import type { english } from '../en/english.ts'
import { headlines, inTouch, resting, waiting, weekly } from './above.ts'
import { around } from './around.ts'
import { beside } from './beside.ts'
import { choosing } from './choosing.ts'
import { delivery } from './delivery.ts'
import { lines } from './lines.ts'
import { notices } from './notices.ts'
import { paper } from './paper.tsx'
import { openLabel, sayings } from './points.ts'
import { thanks } from './thanks.ts'

export const german: typeof english = {
  around,
  headlines,
  weekly,
  inTouch,
  resting,
  waiting,
  sayings,
  openLabel,
  beside,
  choosing,
  delivery,
  lines,
  thanks,
  notices,
  paper,
}
