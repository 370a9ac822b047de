/** Libraries that are loaded by the first request. */

/**
 * What such a library exports. One that is written for `require` has it as its default where a bundle loads it late, and by
 * names as well where Node does.
 */
export const whole = <T extends object>(library: T): T => (library as { readonly default?: T }).default ?? library
