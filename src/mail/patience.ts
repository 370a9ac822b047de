/** How long the mail relay is waited for. */

/** All in milliseconds. */
export interface Patience {
  /** Until there is a line: the name looked up, the connection made, the greeting said, the line encrypted. */
  readonly connect: number
  readonly lookUp: number
  /** From the connection to the greeting. */
  readonly greeting: number
  /** In which the relay says nothing: to a command, and to the dot that ends a mail. */
  readonly silence: number
  /** One mail, from beginning to end: a relay that says a little now and then is not waited for longer. */
  readonly whole: number
  /** How often meanwhile whoever sends is told that it is still waited for. */
  readonly beat: number
}

const minutes = (count: number) => count * 60_000
const seconds = (count: number) => count * 1000

/**
 * RFC 5321, section 4.5.3.2: at least five minutes for the greeting and for each command, and ten for the answer to the dot,
 * because the relay may look through a mail before it takes it. Who gives up sooner may have sent a mail without knowing.
 */
export const ofTheStandard: Patience = {
  connect: minutes(6),
  lookUp: seconds(30),
  greeting: minutes(5),
  silence: minutes(10),
  whole: minutes(30),
  beat: seconds(40),
}

/** The same within one invocation of a queue consumer, which ends after 15 minutes (Workers, limits). */
export const onWorkers: Patience = { ...ofTheStandard, whole: minutes(13) }

/** Somebody sits at the terminal. */
export const inPerson: Patience = {
  connect: seconds(10),
  lookUp: seconds(5),
  greeting: seconds(10),
  silence: minutes(2),
  whole: minutes(3),
  beat: seconds(40),
}
