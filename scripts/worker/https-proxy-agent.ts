/** Stands in for https-proxy-agent in the bundle for Workers: there is no proxy there, and a request goes by the Worker's own fetch. */
export class HttpsProxyAgent {}
