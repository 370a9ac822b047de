/** The pages of a letter in German. */
import type { english } from '../en/english.ts'
import { answers, resume, stay, unsubscribe, waits } from './answers.tsx'
import { confirm, unproven } from './confirm.tsx'
import { delivery, line } from './delivery.ts'
import { outbox, sampleCalendar } from './outbox.tsx'
import { card, changed, page } from './page.tsx'

export const german: typeof english = {
  ...{ page, card, changed, delivery, line },
  ...{ answers, waits, resume, stay, unsubscribe },
  ...{ confirm, unproven, outbox, sampleCalendar },
}
