/** Adds somebody by hand, from the form on the people page. */
import * as z from 'zod'
import { cleanText } from '../../text.ts'
import { addPerson } from '../../work/people/add.ts'
import { requestDerive } from '../../work/request.ts'
import { field, readFields } from '../frame/form.ts'
import { type Page, readForm } from '../frame/session.ts'

const schema = z.object({ name: field.text(80), address: field.word })

/** @throws UserError 400 where the name or the address is none */
export async function addByHand(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const { user, form } = await readForm(c)
  const { name, address } = readFields(form, schema)
  const now = deps.now()
  const id = await deps.db.transaction(async (tx) => {
    const added = await addPerson(tx, { user, name: cleanText(name, 80), address, at: now })
    await requestDerive(tx, user.id, now)
    return added
  })
  deps.wake()
  return c.redirect(`/people/${encodeURIComponent(id)}`, 303)
}
