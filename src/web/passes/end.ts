/** Taking back a secret that its owner handed out: an assistant's token, the address of a feed. */

import * as z from 'zod'
import { revokePass } from '../../db/passes.ts'
import { UserError } from '../../errors.ts'
import type { Sentence } from '../../place.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { field, readFields } from '../frame/form.ts'
import { type Page, readForm } from '../frame/session.ts'

const endSchema = z.object({ id: field.id })

interface Ending {
  readonly kind: 'assistant' | 'feed'
  /** What is said where it was taken back before. */
  readonly gone: Sentence
  /** The page with what is left. */
  readonly back: string
}

/** It opens nothing from here on, and the log of sign-ins says so. @throws UserError 404 */
export async function endPass(c: Page, { kind, gone, back }: Ending): Promise<Response> {
  const { user, form } = await readForm(c)
  const deps = c.get('deps')
  const { id } = readFields(form, endSchema)
  await deps.db.transaction(async (tx) => {
    if (!(await revokePass(tx, { userId: user.id, id, kind }))) throw new UserError(404, gone)
    await noteHappening({ ...deps, db: tx }, { userId: user.id, kind: 'pass_ended', how: kind })
  })
  return c.redirect(back, 303)
}
