/** What is said before and around a first letter, in German. */
import { landing } from './de/landing.tsx'
import { sample } from './de/sample.ts'
import { setup } from './de/setup.tsx'
import { googleSteps, microsoftSteps } from './de/steps.tsx'
import type { english } from './en.ts'

export const german: typeof english = { landing, sample, setup, googleSteps, microsoftSteps }
