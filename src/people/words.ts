/** Words by which addresses and names are judged, and what subjects of all languages share; what each has is in lexicons.ts. */
import { microsoftMail } from '../microsoft-mail.ts'
import { list } from './list.ts'

/** How mail programs of many countries begin the subject of an answer that nobody wrote. */
export const automaticReplies: readonly string[] = list(`
  automatic reply, auto reply, autoreply, auto response, automatic response, out of office, out of office reply,
  out of office autoreply, out of office auto reply, out of the office, vacation reply, vacation response,
  automatische antwort, abwesenheit, abwesenheitsnotiz, abwesend, abwesenheitsnachricht, abwesenheitsassistent,
  réponse automatique, absence, absence du bureau, absent du bureau, message d'absence,
  respuesta automática, fuera de la oficina, fuera de oficina, ausente de la oficina,
  risposta automatica, fuori sede, fuori ufficio, assente,
  resposta automática, fora do escritório, ausência temporária, ausente do escritório,
  automatisch antwoord, afwezig, afwezigheid, afwezigheidsbericht,
  automatiskt svar, autosvar, frånvaro, frånvarande, ej på kontoret, automatisk svar, automatsvar, fravær, ikke på kontoret,
  automaattinen vastaus, poissa, poissaoloilmoitus, odpowiedź automatyczna, automatyczna odpowiedź, poza biurem,
  automatická odpověď, mimo kancelář, automatikus válasz, răspuns automat, otomatik yanıt, ofis dışında,
  автоматический ответ, автоответ, отсутствие на рабочем месте, автоматична відповідь, αυτόματη απάντηση,
  自动答复, 自动回复, 自動回覆, 自動返信, 自動応答, 不在通知, 자동 회신, 자동 응답, 부재중`)

/** How they begin the subject of a receipt: somebody's program says that a message was opened, or deleted unread. A colon follows. */
export const readReceipts: readonly string[] = list(`
  read, not read, read receipt, return receipt, gelesen, nicht gelesen, ungelesen, lesebestätigung, empfangsbestätigung,
  lu, non lu, accusé de lecture, leído, no leído, confirmación de lectura, letto, non letto, conferma di lettura, lida, lido, não lida,
  não lido, gelezen, niet gelezen, leesbevestiging, läst, oläst, læst, ulæst, lest, ulest, luettu, przeczytano, odczytano,
  přečteno, elolvasva, okundu, прочитано, прочтено, διαβάστηκε, 已读, 已讀, 開封済み, 읽음`)

/** Reply and forward prefixes of languages that have no lists of their own: mail comes from everywhere. */
export const otherPrefixes = list(`
      r, i, rif, inoltra, enc, odp, pd, ynt, ilt, İlt, fs, yml, vá, továbbítás, vl, vb, ang, bls, trs, atb, res, επ, απ, πρθ, σχετ,
      отв, ответ, пересл, переслано, відп, 回复, 回覆, 答复, 答覆, 转发, 轉寄, 轉發, 返信, 転送, 회신, 답장, 전달, השב, תגובה, הועבר, رد, إعادة توجيه`)

/** Parts of a domain, local part or display name by which a correspondent is a practice, a law firm or the like. */
export const sensitiveHosts = {
  /** Matched as a whole word between dots, dashes, digits and spaces. */
  words: list(`
      law, legal, lawyer, lawyers, attorney, attorneys, notary, clinic, medical, dental, hospital, doctor,
      therapy, therapist, counselling, counseling, hospice, oncology, psych, praxis, arzt, anwalt, anwaelte,
      notar, klinik, avocat, avocats, notaire, abogado, abogados, bufete, advocaat, advocaten, notaris, huisarts,
      tandarts, payroll, hr, funeral, dr`),
  /** Matched anywhere, being long enough to mean nothing else. */
  stems: list(`
      lawfirm, lawoffice, attorney, solicitor, rechtsanw, anwaltskanzlei, kanzlei, zahnarzt, hausarzt,
      arztpraxis, krankenhaus, klinikum, psychother, psychiat, hospital, clinique, clinica, medecin, ziekenhuis,
      bestattung, funeral, steuerberat, physiother`),
}

/** Local parts that stand for a function, behind which people may sit. */
export const roleLocalParts = list(`
      info, office, contact, contacts, kontakt, hello, hallo, hi, hola, mail, support, help, helpdesk, service,
      services, kundenservice, kundendienst, customerservice, customer, customercare, care, sales, vertrieb,
      ventas, verkauf, marketing, press, presse, media, pr, jobs, careers, career, karriere, recruiting,
      recruitment, hr, personal, bewerbung, admin, administrator, administration, webmaster, hostmaster, abuse,
      security, privacy, datenschutz, legal, billing, accounting, accounts, buchhaltung, rechnung, rechnungen,
      invoice, invoices, finance, payments, orders, order, bestellung, shop, store, booking, bookings,
      reservations, reservation, reception, empfang, secretariat, sekretariat, team, staff, feedback, inquiries,
      enquiries, enquiry, anfrage, welcome, members, membership, events, event, community, editor, redaktion,
      desk, it, praxis, kanzlei, bureau, accueil, contacto, soporte, ayuda, klantenservice, secretariaat,
      receptie, post, postmaster, everyone, all, alle, employees, frontdesk, returns, press-office, partners,
      partner, kasse, theaterkasse, verwaltung, hausverwaltung, tickets, box-office, billetterie, taquilla, list`)

/** Local parts of a post, which one after the other holds, and another in every club, school and firm. */
export const postLocalParts = list(`
      president, vicepresident, chair, chairman, chairwoman, chairperson, secretary, treasurer, director, directors, principal,
      headteacher, headmaster, manager, rector, dean, pastor, vicar, parish, coach, captain, board, committee, council, mayor,
      founder, founders, owner, ceo, cfo, cto, bookkeeping, bookkeeper, accountant, library, librarian, museum, studio, atelier,
      family, humanresources, frontoffice, headoffice, backoffice, meetingroom,
      vorstand, vorsitz, vorsitzender, vorsitzende, schriftführer, schriftfuehrer, kassenwart, kassenwartin, kassier, kassierer,
      schatzmeister, geschäftsführung, geschaeftsfuehrung, geschaeftsleitung, direktion, leitung, schulleitung, rektorat, dekanat,
      pfarramt, pfarrer, elternbeirat, elternvertretung, betriebsrat, personalrat, bürgermeister, buergermeister, familie,
      bibliothek, werkstatt, restaurant,
      direction, directeur, directrice, présidence, presidence, trésorier, tresorier, secrétaire, secretaire, mairie, maire,
      comité, comite, famille, direccion, dirección, presidencia, presidente, secretaria, secretario, tesorero, gerencia, comunidad,
      familia, bestuur, voorzitter, penningmeester, secretaris, directie, segreteria, presidenza, direzione, amministrazione`)

/** Local parts, or words of one, behind which nobody reads. */
export const robotLocalParts = list(`
      noreply, donotreply, dontreply, nepasrepondre, nichtantworten, noresponder, nietbeantwoorden, mailerdaemon,
      bounce, bounces, notification, notifications, notify, notifier, alert, alerts, newsletter, newsletters,
      news, digest, updates, update, mailer, automated, automailer, autoreply, robot, bot, daemon, system,
      unsubscribe, subscribe, subscription, subscriptions, confirmation, confirm, receipt, receipts, verify,
      verification, account, reminder, reminders, calendar, promo, promotions, promotion, offers, offer, deals,
      deal, campaign, marketing, announce, announcements, announcement, listserv, majordomo, mailman, root,
      nobody, devnull, postmaster, bulletin, headlines, daily, weekly, reply, comment, comments, invitations,
      invite, messages, message, statements, tips, specials, enews, newsflash, feeds, rss, tracking,
      shipment, wordpress, wwwdata, apache, cron, formmail, formmailer, webform, contactform, kontaktformular,
      formulaire, formulario, survey, surveys, nieuwsbrief, boletin, infolettre, rundbrief`)

/** Local parts, or words of one, of a mailing list or group. */
export const listLocalParts = list(`
      list, lists, group, groups, users, discuss, discussion, announce, devel, dev, members, subscribers,
      everyone, all, allhands, verteiler, mailingliste, team`)

/** Words that stand before the number of an issue. */
export const issueWords = list(`
      vol, volume, issue, no, nr, number, edition, digest, part, ausgabe, heft, folge, numéro, édition, número,
      edición, boletín, editie, nummer`)

/** Months, weekdays and their short forms: with a number beside them they date a subject. */
export const datingWords = list(`
      january, february, march, april, may, june, july, august, september, october, november, december, jan, feb,
      mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, monday, tuesday, wednesday, thursday, friday, saturday,
      sunday, mon, tue, wed, thu, fri, sat, sun, januar, februar, märz, mai, juni, juli, oktober, dezember,
      montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, janvier, février, mars, avril, juin,
      juillet, août, septembre, octobre, novembre, décembre, lundi, mardi, mercredi, jeudi, vendredi, samedi,
      dimanche, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre,
      diciembre, lunes, martes, miércoles, jueves, viernes, sábado, domingo, januari, februari, maart, mei,
      augustus, maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag`)

/** Words of a display name that no human bears. */
export const machineNames = list(`
      newsletter, newsletters, news, team, support, service, services, customer, notification, notifications,
      alert, alerts, noreply, no-reply, reply, daily, weekly, digest, update, updates, info, inc, llc, ltd, gmbh,
      corp, corporation, company, group, bank, shop, store, sales, marketing, mailer, delivery, subsystem,
      system, admin, administrator, account, accounts, billing, online, club, offers, deals, travel, magazine,
      journal, times, post, editor, editors, press, office, department, dept, help, helpdesk, desk, center,
      centre, network, media, list, announcements, announce, calendar, conference, registration, membership,
      member, members, rewards, security, www, com, net, org, kundenservice, verlag, redaktion, stiftung, verein,
      association, foundation, university, institute, society, library, webmaster, postmaster, daemon, root, via,
      the, your, free, bulletin, report, feedback, survey, orders, order, confirmation, receipt, receipts,
      payments, jobs, careers, events, tickets, resources, recruiting, recruitment, payroll, undisclosed, recipients`)

/** Domains at which everybody may have a mailbox: they say nothing about an organisation. */
export const freeMail: ReadonlySet<string> = new Set([
  ...microsoftMail,
  ...list(`
      gmail.com, googlemail.com, yahoo.com, yahoo.co.uk, yahoo.de, yahoo.fr, yahoo.es, yahoo.it, yahoo.co.in,
      yahoo.ca, yahoo.com.br, yahoo.at, yahoo.be, yahoo.cl, yahoo.co.id, yahoo.co.jp, yahoo.co.kr, yahoo.co.nz,
      yahoo.co.th, yahoo.co.za, yahoo.com.ar, yahoo.com.au, yahoo.com.hk, yahoo.com.mx, yahoo.com.my, yahoo.com.ph,
      yahoo.com.sg, yahoo.com.tr, yahoo.com.tw, yahoo.com.vn, yahoo.cz, yahoo.dk, yahoo.fi, yahoo.gr, yahoo.hu,
      yahoo.ie, yahoo.in, yahoo.nl, yahoo.no, yahoo.pl, yahoo.pt, yahoo.ro, yahoo.se, ymail.com, rocketmail.com,
      icloud.com, me.com, mac.com, aol.com, gmx.de, gmx.net, gmx.com, gmx.at, gmx.ch, gmx.fr, myyahoo.com,
      aol.co.uk, aol.de, aol.fr, aol.it, gmx.us, gmx.es, gmx.li, gmx.co.uk, gmx.eu, web.de, t-online.de, freenet.de,
      arcor.de, posteo.de, posteo.net, mailbox.org, proton.me, protonmail.com, protonmail.ch, pm.me, tutanota.com,
      tutanota.de, tuta.io, tuta.com, fastmail.com, fastmail.fm, hey.com, zoho.com, mail.com, mail.ru, yandex.ru,
      yandex.com, inbox.ru, bk.ru, list.ru, orange.fr, wanadoo.fr, free.fr, sfr.fr, laposte.net, neuf.fr, bbox.fr,
      ziggo.nl, kpnmail.nl, xs4all.nl, planet.nl, home.nl, hetnet.nl, casema.nl, telefonica.net, terra.es,
      libero.it, virgilio.it, tiscali.it, alice.it, bluewin.ch, sunrise.ch, aon.at, chello.at, btinternet.com,
      sky.com, virginmedia.com, ntlworld.com, talktalk.net, blueyonder.co.uk, comcast.net, verizon.net, att.net,
      sbcglobal.net, cox.net, charter.net, earthlink.net, bellsouth.net, optonline.net, qq.com, 163.com, 126.com,
      sina.com, naver.com, hanmail.net, daum.net, rediffmail.com, uol.com.br, bol.com.br, terra.com.br, bigpond.com,
      bigpond.net.au, optusnet.com.au, shaw.ca, rogers.com, sympatico.ca, telus.net, seznam.cz, wp.pl, o2.pl,
      onet.pl, interia.pl, abv.bg, duck.com, users.noreply.github.com, users.sourceforge.net, simplelogin.com,
      privaterelay.appleid.com`),
])
