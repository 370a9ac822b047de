/** The pages of a coffee in German. */
import type { english } from '../en/english.ts'
import { form, ways, wishes } from './form.tsx'
import { guest } from './guest.tsx'
import { acts, chosen, coffee, fixed, kept, links, news, permission, ready } from './state.tsx'
import { times } from './times.tsx'

export const german: typeof english = {
  ...{ form, ways, wishes, times },
  ...{ acts, coffee, chosen, fixed, kept, news, permission, ready, links },
  guest,
}
