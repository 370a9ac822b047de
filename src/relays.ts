/** Addresses that stand in the place of somebody's own and only pass on what a calendar sends. */

/**
 * Nobody is written to there. Apple's calendar server gives each guest one such as 2_GEYDGMBQG4@imip.me.com, and puts their
 * own beside it; Exchange wraps what is no address, such as a name of its directory, into IMCEAEX-_O=…@its.own.domain.
 *
 * @param address in lower case
 */
export const isRelay = (address: string): boolean =>
  /@(?:[\w-]{1,63}\.)?imip\.(?:me|icloud)\.com$/.test(address) || /^imcea[a-z0-9]{2,10}-/.test(address)
