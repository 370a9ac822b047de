/** The sample Google in a process of its own, so that its work is not counted as the program's; told what to do by messages. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { startSample } from '../src/sample/google/server.ts'
import { smallHistory } from '../test/support/small.ts'
