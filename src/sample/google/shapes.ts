/** The field names of Google's answers, so that a misspelt mask is refused as Google refuses it. */
import type { Shape } from './fields.ts'

const header: Shape = { name: true, value: true }
const payload: Shape = {
  partId: true,
  mimeType: true,
  filename: true,
  headers: header,
  body: { attachmentId: true, size: true, data: true },
  parts: true,
}
export const message: Shape = {
  id: true,
  threadId: true,
  labelIds: true,
  snippet: true,
  payload,
  sizeEstimate: true,
  historyId: true,
  internalDate: true,
  raw: true,
}
export const thread: Shape = { id: true, snippet: true, historyId: true, messages: message }
export const messageList: Shape = { messages: message, nextPageToken: true, resultSizeEstimate: true }
export const threadList: Shape = { threads: thread, nextPageToken: true, resultSizeEstimate: true }
const change: Shape = { message }
const labelChange: Shape = { message, labelIds: true }
export const historyList: Shape = {
  history: {
    id: true,
    messages: message,
    messagesAdded: change,
    messagesDeleted: change,
    labelsAdded: labelChange,
    labelsRemoved: labelChange,
  },
  nextPageToken: true,
  historyId: true,
}
export const profile: Shape = { emailAddress: true, messagesTotal: true, threadsTotal: true, historyId: true }
export const labelList: Shape = {
  labels: {
    id: true,
    name: true,
    messageListVisibility: true,
    labelListVisibility: true,
    type: true,
    messagesTotal: true,
    messagesUnread: true,
    threadsTotal: true,
    threadsUnread: true,
    color: true,
  },
}

const when: Shape = { date: true, dateTime: true, timeZone: true }
const who: Shape = { id: true, email: true, displayName: true, self: true }
export const event: Shape = {
  kind: true,
  etag: true,
  id: true,
  status: true,
  htmlLink: true,
  created: true,
  updated: true,
  summary: true,
  description: true,
  location: true,
  colorId: true,
  creator: who,
  organizer: who,
  start: when,
  end: when,
  endTimeUnspecified: true,
  recurrence: true,
  recurringEventId: true,
  originalStartTime: when,
  transparency: true,
  visibility: true,
  iCalUID: true,
  sequence: true,
  attendees: {
    id: true,
    email: true,
    displayName: true,
    organizer: true,
    self: true,
    resource: true,
    optional: true,
    responseStatus: true,
    comment: true,
    additionalGuests: true,
  },
  attendeesOmitted: true,
  extendedProperties: true,
  hangoutLink: true,
  conferenceData: true,
  gadget: true,
  anyoneCanAddSelf: true,
  guestsCanInviteOthers: true,
  guestsCanModify: true,
  guestsCanSeeOtherGuests: true,
  privateCopy: true,
  locked: true,
  reminders: true,
  source: true,
  workingLocationProperties: true,
  outOfOfficeProperties: true,
  focusTimeProperties: true,
  birthdayProperties: true,
  attachments: true,
  eventType: true,
}
export const eventList: Shape = {
  kind: true,
  etag: true,
  summary: true,
  description: true,
  updated: true,
  timeZone: true,
  accessRole: true,
  defaultReminders: true,
  nextPageToken: true,
  nextSyncToken: true,
  items: event,
}
export const calendarList: Shape = {
  kind: true,
  etag: true,
  nextPageToken: true,
  nextSyncToken: true,
  items: {
    kind: true,
    etag: true,
    id: true,
    summary: true,
    summaryOverride: true,
    description: true,
    location: true,
    timeZone: true,
    colorId: true,
    backgroundColor: true,
    foregroundColor: true,
    hidden: true,
    selected: true,
    accessRole: true,
    defaultReminders: true,
    notificationSettings: true,
    primary: true,
    deleted: true,
    conferenceProperties: true,
  },
}
