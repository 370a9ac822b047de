/** What the owner tells of an introduction: what somebody said, that it is made, or that it was taken back. */
import { Hono } from 'hono'
import * as z from 'zod'
import { findPerson } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { tellIntroduction } from '../../work/people/introducing.ts'
import { unknownPerson } from '../frame/asked.ts'
import { field, readFields } from '../frame/form.ts'
import { idOf } from '../frame/path.ts'
import { type Env, readForm } from '../frame/session.ts'

const fieldsSchema = z.object({ other: field.id, act: field.among(['yes', 'no', 'undo', 'made', 'after']) })

/** @throws UserError, from its handler: 404 for somebody unknown or a pair of whom nothing was asked, 409 out of turn */
export function introduceRoute(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.post('/people/:id/introduce', async (c) => {
    const deps = c.get('deps')
    const { user, form } = await readForm(c)
    const { other: otherId, act } = readFields(form, fieldsSchema)
    const id = idOf(c, 'id')
    const [person, other] = await Promise.all([findPerson(deps.db, user.id, id), findPerson(deps.db, user.id, otherId)])
    if (!person || !other) throw unknownPerson()
    if (!act)
      throw new UserError(400, {
        en: 'Nothing was chosen, so nothing was changed.',
        de: 'Es war nichts ausgesucht, also wurde nichts geändert.',
      })
    await tellIntroduction(deps, user, { person, other, act })
    return c.redirect(`/people/${encodeURIComponent(person.id)}#introducing`, 303)
  })
  return routes
}
