/** Two small questions to Graph: which addresses are the owner's, and where a message lies now. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { normalise } from '../../text.ts'
import { askGraph } from './client.ts'
import { refusedToken } from './errors.ts'
import type { Where } from './folders.ts'

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
    throw error
  }
}

/**
 * The folder that a message lies in; null for one that is not there any more.
 * @throws ProviderError
 */
export async function findParent({ call, origin }: Where, id: string): Promise<string | null> {
  try {
    const path = `/me/messages/${encodeURIComponent(id)}?$select=id,parentFolderId`
    const schema = z.object({ parentFolderId: z.string().nullish() })
    const message = await askGraph(call, { origin, method: 'messages.get', path, schema })
    return message.parentFolderId ?? null
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'missing') return null
    throw error
  }
}
