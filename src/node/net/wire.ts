/** Sockets for a mailbox, to the address that was checked, with whatever leaves held against a list first. */
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Wire } from '../../providers/imap/wire.ts'

/** @param ca PEM of an authority beside those that this machine knows */
export function createWire({ ca }: { readonly ca?: string } = {}): Wire {
  const trust = ca ? { ca } : {}
  return {
    connect({ host, port, servername, secure }, onConnect) {
      return secure
        ? connectTls({ host, port, ...(servername ? { servername } : {}), ...trust }, onConnect)
        : connectPlain({ host, port }, onConnect)
    },
    upgrade(socket, { host, servername }, onSecure) {
      return connectTls({ socket: socket as Socket, host, ...(servername ? { servername } : {}), ...trust }, onSecure)
    },
  }
}
