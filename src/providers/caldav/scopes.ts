/** What a calendar account is asked for; the password itself would open everything. */

export const davScope = 'caldav.calendars'
/** Putting a coffee into a calendar, when its owner presses the button. */
export const davEventsScope = 'caldav.events'
