/** What stands in `stage.ts` now, by its name of before. */
export { bareDeps, testKey } from './stage.ts'
