/** What may be asked of a provider now. */

/** Quota as a schedule: units are reserved before they are spent. */
export interface Budget {
  /**
   * Reserves as many units as are free now, at most `most`, and returns how many. `spends` says how many of them are of
   * use, where requests come in lumps: what they would not be spent on is left to be earned for the next ones.
   * @throws ProviderError `throttled` with `retryAt` when fewer than `least` are free.
   */
  take(least: number, most: number, spends?: (units: number) => number): Promise<number>
}
