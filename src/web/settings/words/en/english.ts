/** The settings in English, page by page. */
import { coffee } from './coffee.ts'
import { errors } from './errors.ts'
import { form } from './form.ts'
import { calendars, page, pastYear, refused } from './pages.ts'

export const english = { page, form, coffee, errors, calendars, pastYear, refused }
