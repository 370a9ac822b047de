/** The settings in German, page by page. */
import type { english } from '../en/english.ts'
import { coffee } from './coffee.ts'
import { errors } from './errors.ts'
import { form } from './form.ts'
import { calendars, page, pastYear, refused } from './pages.ts'

export const german: typeof english = { page, form, coffee, errors, calendars, pastYear, refused }
