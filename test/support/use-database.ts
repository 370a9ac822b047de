/** What stands in `stage.ts` now, by its name of before. */
export { useDatabase } from './stage.ts'
