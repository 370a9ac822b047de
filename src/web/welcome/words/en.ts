/** What is said before and around a first letter, in English. */
import { landing } from './en/landing.tsx'
import { sample } from './en/sample.ts'
import { setup } from './en/setup.tsx'
import { googleSteps, microsoftSteps } from './en/steps.tsx'

export const english = { landing, sample, setup, googleSteps, microsoftSteps }
