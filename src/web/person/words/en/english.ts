/** The pages of one person in English. */
import { decisions } from './decisions.ts'
import { forget } from './forget.tsx'
import { page } from './page.tsx'
import { promises } from './promises.ts'

export const english = { ...page, decisions, forget, promises }
