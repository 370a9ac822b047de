/** Two small questions to Graph: which addresses are the owner's, and where a message lies now. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { normalise } from '../../text.ts'
import { askGraph } from './client.ts'
import { isOfPart, refusedToken } from './errors.ts'
import type { Where } from './folders.ts'
import { messageFields } from './messages.ts'

const profileSchema = z.object({
  mail: z.string().nullish(),
  userPrincipalName: z.string(),
})

/**
 * The addresses that every kind of account has, under User.Read; aliases only work accounts could tell. None where the account
 * does not say: then the folder of sent mail alone tells what the owner sent.
 * @throws ProviderError
 */
export async function findOwn({ call, origin }: Where): Promise<string[]> {
  await call.budget.take(1, 1)
  try {
    const path = '/me?$select=mail,userPrincipalName'
    const { mail, userPrincipalName } = await askGraph(call, {
      origin,
      method: 'me.get',
      path,
      schema: profileSchema,
    })
    return [...new Set([mail ?? '', userPrincipalName].map(normalise))].filter((one) => one.includes('@'))
  } catch (error) {
    // Mail may be granted without User.Read.
    const kept = error instanceof ProviderError && ['missing', 'forbidden', 'reconnect'].includes(error.kind)
    if (kept && error.reason !== refusedToken) return []
    if (isOfPart(error, Boolean(call.careful)) && error.kind !== 'throttled') return []
    throw error
  }
}

export interface Found {
  /** The folder that it lies in now; null where Microsoft does not say. */
  readonly parent: string | null
  /** As it came, of any form. */
  readonly item: unknown
}

/**
 * One message as it is now; null for one that is not there any more.
 * @throws ProviderError
 */
export async function findMessage({ call, origin }: Where, id: string, subjects: boolean): Promise<Found | null> {
  try {
    const path = `/me/messages/${encodeURIComponent(id)}?$select=${messageFields(subjects)},parentFolderId`
    const item = await askGraph(call, { origin, method: 'messages.get', path, schema: z.looseObject({}) })
    return { parent: typeof item.parentFolderId === 'string' ? item.parentFolderId : null, item }
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'missing') return null
    throw error
  }
}
