/** Opens the embedded database in a folder so that what it calls stored is on the disk. */
import { fsyncSync } from 'node:fs'
import { type OpenEmbedded, openCopyable } from '../../db/open.ts'

/** @param path the folder of the database itself; whoever calls holds the lock of the data folder */
export const openOnDisk = (path: string): Promise<OpenEmbedded> => openCopyable(path, { sync: fsyncSync })
