/** The pages of a coffee in English. */
import { form, ways, wishes } from './form.tsx'
import { guest } from './guest.tsx'
import { acts, chosen, coffee, fixed, kept, links, news, permission, ready } from './state.tsx'
import { times } from './times.tsx'

export const english = {
  ...{ form, ways, wishes, times },
  ...{ acts, coffee, chosen, fixed, kept, news, permission, ready, links },
  guest,
}
