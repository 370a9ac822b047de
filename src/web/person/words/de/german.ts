/** The pages of one person in German. */
import type { english } from '../en/english.ts'
import { decisions } from './decisions.ts'
import { forget } from './forget.tsx'
import { page } from './page.tsx'
import { promises } from './promises.ts'

export const german: typeof english = { ...page, decisions, forget, promises }
