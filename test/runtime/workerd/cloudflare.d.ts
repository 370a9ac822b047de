/** What the tests are bound to: the bundle in its own worker, and the address it goes by. See vitest.config.ts. */
declare module 'cloudflare:workers' {
  export const env: {
    readonly APP: {
      fetch(request: Request): Promise<Response>
      scheduled(options: { cron: string }): Promise<{ outcome: string }>
    }
    /** The same one deployed without what stands beside it. */
    readonly BARE: { fetch(request: Request): Promise<Response> }
    readonly HOME: string
  }
}
