/** The sample's list of mail folders: ten to a page, hidden ones left out, names in the language of the mailbox. */
import type { MailFolder } from '@microsoft/microsoft-graph-types'
import type { GraphCall, GraphMethod } from './api.ts'
import { type Folder, folderId, ROOT } from './folders.ts'
import { allowOnly, applySelect, pageOf, readSelect } from './odata.ts'
import { malformedId, noItem } from './replies.ts'
import { MAIL_READ } from './scopes.ts'
import type { MicrosoftWorld } from './world.ts'

const PROPERTIES = [
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'sizeInBytes',
  'isHidden',
]
const MOST = 1000

const common = { verb: 'GET', scopes: MAIL_READ } as const

export const folderMethods: readonly GraphMethod[] = [
  { ...common, api: 'mailFolders.list', route: '/me/mailFolders', answer: (world, call) => list(world, call, ROOT) },
  { ...common, api: 'mailFolders.get', route: '/me/mailFolders/:folder', answer: getFolder },
  { ...common, api: 'childFolders.list', route: '/me/mailFolders/:folder/childFolders', answer: listChildren },
]

/** The folder that a path names, or the refusal. */
export function findFolder(world: MicrosoftWorld, id = ''): Folder | Response {
  const folder = world.mail.folder(id)
  if (folder) return folder
  return id.startsWith('AAMk') ? noItem() : malformedId()
}

function getFolder(world: MicrosoftWorld, call: GraphCall): unknown {
  allowOnly(call.query, ['$select'])
  if (call.path.folder === ROOT) return { id: folderId(ROOT), displayName: 'Oberste Ebene des Informationsspeichers' }
  const folder = findFolder(world, call.path.folder)
  if (folder instanceof Response) return folder
  const select = readSelect(call.query.get('$select'), PROPERTIES, 'mailFolder')
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/mailFolders/$entity`,
    ...render(world, folder, select),
  }
}

function listChildren(world: MicrosoftWorld, call: GraphCall): unknown {
  if (call.path.folder === ROOT) return list(world, call, ROOT)
  const folder = findFolder(world, call.path.folder)
  return folder instanceof Response ? folder : list(world, call, folder.key)
}

function list(world: MicrosoftWorld, call: GraphCall, parent: string): unknown {
  const { query, url } = call
  allowOnly(query, ['$select', '$top', '$skip', 'includeHiddenFolders'])
  const select = readSelect(query.get('$select'), PROPERTIES, 'mailFolder')
  const hidden = query.get('includeHiddenFolders') === 'true'
  const folders = world.mail
    .folders()
    .filter((folder) => (folder.parent ?? ROOT) === parent && (hidden || !folder.hidden))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const { page, next } = call.emptyPage
    ? { page: [], next: `${url}?${query}` }
    : pageOf(folders, { query, url, most: MOST })
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/mailFolders`,
    value: page.map((folder) => render(world, folder, select)),
    ...(next !== null && { '@odata.nextLink': next }),
  }
}

function render(world: MicrosoftWorld, folder: Folder, select: readonly string[] | null): Partial<MailFolder> {
  const items = world.mail.items(folder.key)
  const whole: MailFolder = {
    id: folderId(folder.key),
    displayName: folder.name,
    parentFolderId: folderId(folder.parent ?? ROOT),
    childFolderCount: world.mail.folders().filter(({ parent }) => parent === folder.key).length,
    unreadItemCount: items.filter(({ message }) => message.labels.includes('UNREAD')).length,
    totalItemCount: items.length,
    isHidden: folder.hidden ?? false,
  }
  return applySelect(whole, select)
}
