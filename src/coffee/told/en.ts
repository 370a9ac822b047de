/** What a guest chose or did, told to the owner in English. */

export const english = {
  guest: 'Your guest',
  aTime: 'a time',
  /** @param day "Thursday 3 December, 10:00"; no full stop */
  chose: (name: string, day: string): string => `${name} chose ${day}`,
  /** "Wednesday 18:00" */
  until: (weekday: string, clock: string): string => `${weekday} ${clock}`,
  /** @param was the time chosen before */
  changed: (name: string, day: string, was: string | undefined): string =>
    `${name} chose ${day}${was ? ` instead of ${was}` : ''}.`,
  none: (name: string): string => `None of the times suits ${name}.`,
  cancelled: (name: string, day: string): string => `${name} called off ${day}.`,
  stopped: (name: string): string => `${name} would rather just write, so no page with times is made for them.`,
  fell: (name: string, day: string): string => `The invitation to ${name} for ${day} could not go out.`,
  line: (text: string): string => `They wrote: “${text}”.`,
  notHeld: 'It is not held.',
  held: (until: string): string => `It is held until ${until}.`,
  wasHeld: (until: string): string => `It was held until ${until} and is not any more.`,
  mayCount: 'They may still count on it, so send them a word.',
  goesOut: 'Your invitation goes out for the new time.',
  isMoved: 'The event in your calendar is being moved there, and your calendar tells them.',
  wasMoved: 'The event in your calendar was moved there.',
  isTakenOut: 'The event is being taken out of your calendar.',
  free: 'The time is free again.',
}
