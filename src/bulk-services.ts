/** Services through which firms send to many: known by the hosts that stand in Message-ID and Return-Path. */

import { cut } from './text.ts'

/** Whether a host, in lower case, is one that a bulk mail service sends from or takes failures back at. */
export function isBulkService(written: string): boolean {
  const host = cut(written, 253)
  for (let at = 0; at >= 0; at = host.indexOf('.', at + 1))
    if (hosts.has(host.slice(at === 0 ? 0 : at + 1))) return true
  return inside.test(host)
}

/** By what the services themselves document for SPF, DKIM and bounces; each with everything below it. */
const hosts: ReadonlySet<string> = new Set([
  'amazonses.com',
  'sendgrid.net',
  'sendgrid.info',
  'mailgun.org',
  'mailgun.net',
  'mandrillapp.com',
  'mcsv.net',
  'mcdlv.net',
  'rsgsv.net',
  'mtasv.net',
  'pm.mtasv.net',
  'sparkpostmail.com',
  'mailjet.com',
  'mailin.fr',
  'sendinblue.com',
  'brevo.com',
  'elasticemail.com',
  'exacttarget.com',
  'marketo.org',
  'mktomail.com',
  'mktdns.com',
  'hubspotemail.net',
  'hs-send.com',
  'constantcontact.com',
  'ccsend.com',
  'createsend.com',
  'klaviyomail.com',
  'emarsys.net',
  'emsmtp.com',
  'emsmtp.us',
  'responsys.net',
  'eloqua.com',
  'cheetahmail.com',
  'bronto.com',
  'silverpop.com',
  'sailthru.com',
  'messagegears.net',
  'customeriomail.com',
  'intercom-mail.com',
  'mailerlite.com',
  'mlsend.com',
  'activehosted.com',
  'acems1.com',
  'aweber.com',
  'getresponse-mail.com',
  'getresponse.com',
  'cleverreach.com',
  'substack.com',
  'convertkit-mail.com',
  'convertkit-mail2.com',
  'sendpulse.com',
  'smtp2go.com',
  'socketlabs.com',
  'postmarkapp.com',
  'rapidmail.de',
  'inxserver.com',
  'inxserver.de',
  'firebaseapp.com',
])

/** Names of machines within a service: "geopod-ismtpd-25", "…mta1vrest.cc.prd.sparkpost", "cmail19.com", "xt.local". */
const inside = /^(?:geopod-)?ismtpd-|\.prd\.sparkpost$|(?:^|\.)cmail\d{1,3}\.com$|(?:^|\.)xt\.local$/
