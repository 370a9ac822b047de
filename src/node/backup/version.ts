/** Which version of the program this is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As package.json says. @param root the folder that it lies in */
export const versionIn = (root: string): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
