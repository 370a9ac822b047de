/** What the tests are bound to: the bundle in its own worker, and the address it goes by. See vitest.config.ts. */
declare module 'cloudflare:workers' {
  export const env: {
    readonly APP: {
      fetch(request: Request): Promise<Response>
      scheduled(options: { cron: string }): Promise<{ outcome: string }>
    }
    readonly HOME: string
  }
}
