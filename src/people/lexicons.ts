/** Words by which subjects and titles are judged, in one place so that a language can be added by adding lines. */
import { list } from './list.ts'
import { once } from './once.ts'

/** Everything the rules look for in one language. A `*` at a word's end stands for any letters, so that one entry covers its forms. */
export interface Lexicon {
  /** Reply and forward prefixes, without the colon. */
  readonly prefixes: readonly string[]
  /** Prefixes that a calendar puts before a title when it writes mail. */
  readonly calendar: readonly string[]
  /** The words that hold sentences together, so far as they tell this language from the others. */
  readonly small: readonly string[]
  /** Whole subjects that say nothing about what was meant. */
  readonly generic: readonly string[]
  /** Words of tickets, orders, travel papers and delivery reports: mail of that kind is not quoted. */
  readonly notices: readonly string[]
  /** Nothing that makes somebody private, and still nothing to quote: evidence, candidacies, quarrels, faith, politics. */
  readonly delicate: readonly string[]
  /** Words by which a calendar's title is a birthday. */
  readonly birthday: readonly string[]
  /** Whole subjects that wish somebody a happy birthday, without the name. */
  readonly wishes: readonly string[]
  /** Grave illness: whoever last spoke of it is left to the owner. */
  readonly illness: readonly string[]
  readonly health: readonly string[]
  readonly law: readonly string[]
  readonly work: readonly string[]
  /** Work that was lost. It bars nobody, since that is when relationships count; it is never quoted. */
  readonly layoff: readonly string[]
  readonly money: readonly string[]
  readonly mourning: readonly string[]
  /** Words by which a subject asks for an answer, besides the question mark. */
  readonly asks: readonly string[]
  /** Words of news and notices that go to many, or that a program writes. */
  readonly announces: readonly string[]
  /** Words of an introduction of two people. */
  readonly introduces: readonly string[]
  /** What joins the two names of a couple. */
  readonly and: readonly string[]
}

/** By language. Workers have it among their assets (scripts/worker/lists.ts). */
export const lexicons = once(
  (): Readonly<Record<'en' | 'de' | 'fr' | 'es' | 'nl', Lexicon>> => ({
    en: {
      prefixes: list(`re, r e, sv, vs, fw, fwd, forward, forwarded, reply`),
      calendar: list(`
      accepted, tentative, tentatively accepted, declined, invitation, updated invitation, invitation updated,
      canceled, cancelled, canceled event, cancelled event, new event, updated event, notification, reminder,
      new time proposed, automatic reply, auto reply, out of office, meeting forward notification, recall,
      message recall success, message recall failure`),
      small: list(`
      the, and, of, to, for, with, you, your, my, is, are, this, that, from, what, how, some, let, could, would,
      our, we, have, about, last, it, be, will, if, when, at, on, by, new, next, some, week, next`),
      notices: list(`
      ticket, tickets, case number, case no, case id, order number, order no, your order, order confirmation,
      booking confirmation, booking reference, reservation*, itinerar*, boarding pass, e ticket, check in open,
      tracking number, shipment, delivery status, undeliver*, mail delivery, returned mail, delivery failure,
      read receipt, read, not read, out of office, automatic reply, auto reply, verification code, verify your, password*,
      newsletter*, unsubscribe, digest, google alert, google alerts, postscript to, your account, your subscription, renewal notice, voicemail, missed call,
      fax, scanned document, scan from, shared a file, shared a folder, shared with you, has invited you,
      meeting request, weekly report, status report, timesheet*, expense report*, action required`),
      delicate: list(`
      evidence, testimony, hearing, resume, resumé, cv, curriculum vitae, candidate*, job interview, vacancy,
      confidential*, private, personal matter, privileged, whistle*, complaint*, apolog*, affair, breakup,
      broke up, separation, wedding off, rehab, sober, addict*, abortion, right to life, pro life, pro choice,
      suicid*, overdose, assault*, abuse*, scandal*, blackmail, gambling, ex wife, ex husband, republican*,
      democrat*, election*, vote for, prayer*, pray, church, mosque, synagogue, bible, died, death, dying, dead,
      loss of, sick, illness, ill, flu, accident, emergency, quit, quitting,
      shooting*, murder*, ethics, leaked, resumes, financial disclosure*, rape*, alcoholic*, fired, terminat*, dismiss*, redundan*, cheating, cheated, miscarr*`),
      birthday: list(`birthday*, bday, b day`),
      wishes: list(`
      happy birthday, happy bday, happy b day, birthday wishes, happy birthday to you, happy belated birthday,
      belated happy birthday, a very happy birthday, many happy returns, happy birthday dear, best birthday wishes`),
      generic: list(`
      hi, hey, hello, hi there, hey there, hello there, sync, 1 1, 1on1, 1 on 1, one on one, catch up, catchup,
      catching up, meeting, meet, call, quick call, phone call, chat, quick chat, coffee, lunch, dinner,
      breakfast, drinks, update, updates, status, status update, check in, checking in, standup, stand up, daily,
      weekly, weekly meeting, team meeting, follow up, followup, following up, question, quick question,
      questions, thanks, thank you, many thanks, fyi, info, information, test, no subject, none, today, tomorrow,
      this week, next week, monday, tuesday, wednesday, thursday, friday, saturday, sunday, schedule, agenda,
      notes, document, file, files, photo, photos, picture, pictures, link, attachment, hold, busy, reminder,
      news, happy birthday, happy new year, merry christmas, congratulations, congrats, good morning, yes, no,
      ok, okay, sorry, message, email, mail, discussion, reply, response, draft, introduction, intro, touch base,
      touching base, how are you, great, please, request, important, urgent,
      other, misc, stuff, things, slide, slides, ideas, idea, plan, plans, budget, report, reports, list, numbers,
      details, feedback, comments, changes, revised, final, version, copy, contact, contacts, address, phone number,
      phone, travel, trip, party, weekend, birthday, holiday, holidays, vacation, dates, date, time, times, letter,
      letters, memo, article, articles, attached, attachments, as requested, per your request, resend, correction,
      corrections, revision, minutes, email addresses, new number, my number, help, welcome, good news, bad news,
      morning, afternoon, evening, tonight, yesterday, conference call, con call, staff meeting, presentation,
      invite, see below, read this, heads up, last night, ping, hola, team, day, week, month, year, new, quick, short`),
      illness: list(`
      cancer, cancers, chemo, chemotherap*, radiotherap*, radiation treatment, tumor*, tumour*, my diagnosis, your diagnosis,
      her diagnosis, his diagnosis, the diagnosis, diagnosed, biopsy, biopsies, oncolog*, hospice*, palliative, metasta*,
      leukemia, leukaemia, lymphoma*, melanoma*, remission, stage iv, terminally, intensive care, icu, life support,
      stroke unit, his stroke, her stroke, heart attack*, bypass surgery, transplant*, als diagnosis, parkinson*, alzheimer*,
      dementia, multiple sclerosis, brain surgery, in a coma`),
      health: list(`
      doctor*, hospital*, clinic*, surger*, surgeon*, medical*, prescription*, patient*, therap*, psychiatr*,
      psycholog*, rehab*, pregnan*, miscarriage*, fertility, ivf, mental health, depress*, disab*, sick leave,
      blood test*, test results, dentist*, dental*, x-ray*, mri, hiv, health insurance,
      miscarried, stillborn, stillbirth*, icu, er visit, surgical, operation went, mastectom*, mammogra*, scan results, my scan, dialysis, eating disorder, panic attack*, burnout, burn out, std`),
      law: list(`
      lawyer*, attorney*, lawsuit*, litigation, legal, legally, court, subpoena*, deposition*, plaintiff*,
      defendant*, settlement*, divorc*, custody, prenup*, restraining order, arrest*, police, bail, parole,
      probate, last will, testament, notary, affidavit*, nda, indictment*, immigration, visa, asylum,
      divorcing, separated from, child support, alimony, deport*, lawsuits`),
      work: list(`
      salary, salaries, payroll, payslip*, performance review*, appraisal*, disciplinary, grievance*, harass*,
      resign*, compensation, human resources, hr, job offer, offer letter, pip, background check`),
      layoff: list(`
      layoff*, lay off, lay offs, laid off, severance package, my severance, your severance, made redundant, my redundancy,
      your redundancy, redundancies, lost my job, losing my job, lost your job, losing your job, job loss, got fired, was fired,
      being let go, let go from work, position eliminated, unemployed, my last day at`),
      money: list(`
      invoice*, payment*, overdue, debt*, loan*, mortgage*, bankrupt*, foreclosure*, tax, taxes, irs,
      bank statement*, account statement*, refund*, rent arrears, credit card*, receipt*, insolven*, eviction*,
      insurance claim*, inheritance`),
      mourning: list(`
      condolence*, funeral*, passed away, passing of, in memoriam, in memory of, in loving memory, obituar*,
      memorial service, bereave*, mourn*, rest in peace, rip, sorry for your loss, your loss, deepest sympath*,
      with sympathy, celebration of life, eulog*, burial*, wake for, grief, griev*`),
      asks: list(`
      question*, request*, asking, can you, could you, would you, do you, are you, any chance, a favor, a favour,
      your thoughts, your opinion, your advice, need your, rsvp`),
      announces: list(`
      newsletter*, news, headlines, bulletin*, digest*, weekly, daily, monthly, issue, vol, volume, edition,
      update, updates, alert*, notification*, notice, announce*, advisory, tip, tips, offer*, sale, sales,
      save, free, win, winner*, prize*, deal*, discount*, coupon*, special, exclusive, subscri*, unsubscri*,
      membership, account, your order, order confirmation, confirm*, confirmation*, receipt*, shipped,
      shipping, delivery, password, verify, verification, survey, reminder, statement, welcome to,
      registration, version, released, releases, beta, top stories, new features`),
      introduces: list(`introduc*, intro, intros, connecting you, connect you`),
      and: list(`and, &, +`),
    },
    de: {
      prefixes: list(`aw, antw, antwort, wg, wtr, weitergeleitet, wl`),
      calendar: list(`
      zugesagt, angenommen, abgesagt, abgelehnt, mit vorbehalt, mit vorbehalt angenommen, einladung,
      aktualisierte einladung, termin aktualisiert, abgesagter termin, benachrichtigung, erinnerung,
      automatische antwort, abwesenheitsnotiz, besprechungsweiterleitungsbenachrichtigung, rückruf`),
      small: list(`
      der, das, und, für, mit, dem, den, im, am, ist, nicht, ein, eine, einen, einer, zum, zur, von, auf, aus, bei,
      wir, ich, du, dein, deine, sie, ihr, ihre, nach, über, heute, noch, wie, kommst, dich, mich, uns, euch, unser,
      unsere, mein, meine, vom, beim, ins, bis, vor, oder, auch, wieder, neue, neues, neuer, kleine, schöne, hast,
      kannst, gibt, dir, mir, sind, wird, deinem, deinen, zu`),
      notices: list(`
      ticketnummer, vorgangsnummer, bestellnummer, ihre bestellung, bestellbestätigung, auftragsbestätigung,
      buchungsbestätigung*, buchungsnummer, reservierung*, reiseplan, bordkarte, sendungsverfolgung,
      sendungsnummer, unzustellbar*, lesebestätigung, gelesen, abwesenheit*, bestätigungscode, passwort*,
      kennwort*, newsletter*, abmelden, ihr konto, ihr abonnement, sprachnachricht, verpasster anruf, hat sie eingeladen,
      freigegeben, wochenbericht, spesenabrechnung*, arbeitszeitnachweis*`),
      delicate: list(`
      beweis*, zeugen*, zeugnis*, anhörung*, lebenslauf, bewerber*, vorstellungsgespräch*, vertraulich*, privat,
      beschwerde*, trennung*, sucht, entzug, abtreibung*, suizid*, selbstmord*, übergriff*, missbrauch*, skandal*,
      partei, wahlkampf, gebet*, gottesdienst*, kirche, moschee, synagoge, tot, tod, gestorben, krank*, unfall*,
      notfall*, affäre*, streit`),
      birthday: list(`geburtstag*`),
      wishes: list(`
      alles gute zum geburtstag, alles liebe zum geburtstag, herzlichen glückwunsch zum geburtstag,
      herzlichen glückwunsch zum, zum geburtstag, glückwunsch zum geburtstag, glückwünsche zum geburtstag,
      geburtstagsgrüße, liebe geburtstagsgrüße, geburtstagswünsche, happy birthday liebe, happy birthday lieber,
      nachträglich alles gute zum geburtstag, alles gute nachträglich zum geburtstag, viel glück zum geburtstag`),
      generic: list(`
      hallo, hi zusammen, hallo zusammen, moin, servus, guten tag, guten morgen, liebe grüße, viele grüße, grüße,
      gruß, danke, vielen dank, dankeschön, frage, kurze frage, fragen, anfrage, termin, treffen, besprechung,
      kaffee, mittagessen, abendessen, telefonat, anruf, austausch, abstimmung, jour fixe, rückfrage,
      rückmeldung, nachricht, neuigkeiten, stand, info, zur info, zur kenntnis, kein betreff, ohne betreff,
      heute, morgen, nächste woche, diese woche, montag, dienstag, mittwoch, donnerstag, freitag, samstag,
      sonntag, unterlagen, dokument, dokumente, foto, fotos, bilder, anhang, erinnerung, alles gute,
      frohe weihnachten, herzlichen glückwunsch, glückwunsch, alles gute zum geburtstag, frohes neues,
      frohes neues jahr, wie geht s, entschuldigung, wichtig, dringend, bitte, vorstellung,
      sonstiges, verschiedenes, ideen, idee, plan, pläne, liste, bericht, entwurf, änderungen, korrektur, feedback,
      version, kontakt, kontaktdaten, adresse, telefonnummer, nummer, reise, urlaub, wochenende, feier, geburtstag,
      brief, artikel, protokoll, tagesordnung, präsentation, folien, wie besprochen, wie gewünscht, nachtrag,
      hilfe, willkommen, gute nachrichten, morgen früh, heute abend, gestern, telko, telefontermin, teamsitzung,
      kurze info, lieben gruß, bis morgen, mittag, abend, termine, terminvorschlag, terminfindung, rückruf`),
      illness: list(`
      krebs, krebsdiagnose*, krebserkrank*, krebsbehandlung*, brustkrebs*, darmkrebs*, hautkrebs*, lungenkrebs*, prostatakrebs*, chemo,
      chemotherap*, bestrahlung*, tumor*, meine diagnose, deine diagnose, seine diagnose, ihre diagnose, die diagnose, diagnose,
      onkolog*, hospiz*, palliativ*, metastas*, leukämie, lymphom*, biopsie*, intensivstation, schlaganfall*, herzinfarkt*,
      hirnblutung, koma, parkinson*, alzheimer*, demenz*, multiple sklerose, transplantation*`),
      health: list(`
      arzt*, ärzt*, zahnarzt*, krankenhaus*, klinik*, praxistermin*, operation, befund*, rezept*pflicht*,
      krankschreib*, krankmeld*, arbeitsunfähig*, therap*, psycho*, reha, schwanger*, fehlgeburt*, depress*,
      behinder*, krankenkasse*, überweisung zum, blutwert*, laborwert*, untersuchung*, patient*,
      krankenstand, op termin, operiert, notaufnahme, burnout, burn out, dialyse, frühgeburt*, totgeburt*, essstörung*, angststörung*`),
      law: list(`
      anwalt*, anwält*, rechtsanwalt*, rechtsanwält*, kanzlei*, gericht, gerichts*, klage, klageschrift*,
      scheidung*, sorgerecht*, unterhalt, testament*, erbschaft*, erbe, notar*, vollmacht*, mahnbescheid*,
      polizei*, strafanzeige*, vorladung*, rechtsstreit*, vergleich vor, aufenthaltstitel*, asyl*, mandat,
      mandant*,
      trennungsjahr, geschieden, scheidungs*`),
      work: list(`
      abmahnung*, gehalt, gehalts*, lohn*, arbeitszeugnis*, personalabteilung, personalgespräch*,
      mitarbeitergespräch*, bewerbung*, betriebsrat*, zielvereinbarung*`),
      layoff: list(`
      kündigung*, gekündigt, abfindung*, aufhebungsvertrag*, entlassung*, entlassen, stellenabbau, job verloren, arbeit verloren,
      stelle verloren, arbeitslos*, betriebsbedingt*`),
      money: list(`
      rechnung*, mahnung*, zahlung*, zahlungserinnerung*, kredit*, darlehen*, hypothek*, schulden, insolvenz*,
      steuer*, finanzamt*, kontoauszug*, überweisung*, inkasso*, quittung*, erstattung*, räumung*,
      versicherungsfall*`),
      mourning: list(`
      beileid*, beerdigung*, trauer*, bestattung*, begräbnis*, beisetzung*, verstorben*, todesfall*,
      todesanzeige*, nachruf*, im gedenken, in gedenken, gedenkfeier*, gedenkgottesdienst*,
      in stiller anteilnahme, aufrichtige anteilnahme, kondol*, gestorben, tod von, abschied von`),
      asks: list(`
      frage*, rückfrage*, anfrage*, bitte um, kannst du, könntest du, können sie, könnten sie, hast du,
      haben sie, deine meinung, ihre meinung, dein rat, um rückmeldung`),
      announces: list(`
      newsletter*, nachrichten, wochenrückblick, angebot*, aktion, rabatt*, gutschein*, gewinn*, bestellung*,
      versand*, lieferung*, bestätigung*, benachrichtigung*, kennwort*, passwort*, konto, kündigung*,
      mitgliedschaft*, neuigkeiten, willkommen bei, umfrage*, ausgabe, jetzt, sparen, kostenlos*`),
      introduces: list(`vorstellung, vorstellen, darf ich vorstellen, bekanntmach*, kennenlern*`),
      and: list(`und, u.`),
    },
    fr: {
      prefixes: list(`rép, rep, réf, ref, tr, transféré, transfert, fwd`),
      calendar: list(`
      accepté, refusé, provisoire, invitation, invitation mise à jour, annulé, événement annulé, notification,
      rappel, réponse automatique, absence`),
      small: list(`
      le, les, et, du, une, pour, avec, dans, sur, est, vous, nous, votre, notre, nos, vos, je, tu, ton, ta, à, au,
      aux, ce, cette, ces, pas, ou, où, mes, tes, ses, leur, qui, quoi, chez, après, avant, sans, très, ça, été,
      nouvelle, nouveau, petit, petite, moi, toi, viens, demain, bientôt, prochain, prochaine, soirée, fête`),
      notices: list(`
      numéro de commande, votre commande, confirmation de commande, confirmation de réservation, réservation*,
      itinéraire, carte d embarquement, e billet, numéro de suivi, suivi de colis, non remis, échec de remise,
      accusé de lecture, lu, absence du bureau, code de vérification, mot de passe, newsletter*, infolettre*,
      désabonner, votre compte, votre abonnement, message vocal, appel manqué, a partagé, vous a invité,
      note de frais, rapport hebdomadaire`),
      delicate: list(`
      preuve*, témoign*, audience*, curriculum vitae, cv, candidat*, entretien d embauche, confidentiel*, privé,
      plainte*, séparation*, rupture, addiction*, avortement*, suicid*, agression*, scandale*, élection*, prière*,
      messe, église, mosquée, synagogue, mort, morte, malade, maladie*, accident*, urgence médicale, dispute`),
      birthday: list(`anniversaire*`),
      wishes: list(`
      joyeux anniversaire, bon anniversaire, très joyeux anniversaire, heureux anniversaire, bonne fête`),
      generic: list(`
      bonjour, bonsoir, salut, coucou, merci, merci beaucoup, question, une question, rendez vous, rdv, réunion,
      café, déjeuner, dîner, appel, nouvelles, des nouvelles, suivi, point, info, infos, pour info, sans objet,
      aucun objet, aujourd hui, demain, cette semaine, la semaine prochaine, lundi, mardi, mercredi, jeudi,
      vendredi, samedi, dimanche, document, documents, photos, rappel, joyeux anniversaire, bonne année,
      joyeux noël, félicitations, ça va, désolé, important, urgent, présentation, mise à jour,
      divers, autre, idée, idées, plan, plans, liste, rapport, brouillon, corrections, modifications, version, contact,
      contacts, adresse, téléphone, numéro, voyage, vacances, week end, fête, anniversaire, lettre, article, compte rendu,
      ordre du jour, diapos, comme convenu, comme demandé, aide, bienvenue, bonne nouvelle, ce soir, hier, demain matin,
      visio, réunion d équipe, à bientôt, à demain, bises, bisous, dates, date, disponibilités, dispos`),
      illness: list(`
      cancer, cancers, chimio, chimiothérap*, radiothérap*, tumeur*, mon diagnostic, ton diagnostic, son diagnostic, le diagnostic,
      diagnostic, oncolog*, cancérolog*, soins palliatifs, palliatif*, métastas*, leucémie, lymphome*, biopsie*, réanimation, avc,
      infarctus, coma, parkinson, alzheimer, démence, sclérose en plaques, greffe`),
      health: list(`
      médecin*, hôpita*, clinique*, chirurg*, ordonnance*, arrêt maladie, thérap*, psy, psycho*, psychiatr*,
      enceinte, grossesse*, fausse couche, dépress*, handicap*, analyses médicales, prise de sang, dentiste*,
      mutuelle, patient*,
      opération, opéré, opérée, urgences, dialyse, burn out, burnout, avortement*`),
      law: list(`
      avocat*, tribuna*, procès, divorc*, garde des enfants, testament*, notaire*, police, plainte*, juridique*,
      assignation*, héritage*, titre de séjour, procuration*, litige*`),
      work: list(`
      salaire*, bulletin de paie, fiche de paie, démission*, entretien annuel,
      ressources humaines, rh, harcèlement*, candidature*, prud hommes`),
      layoff: list(`
      licenciement*, licencié, licenciée, rupture conventionnelle, plan social, perdu mon travail, perdu mon emploi,
      perte d emploi, chômage`),
      money: list(`
      facture*, paiement*, dette*, prêt, crédit*, hypothèque*, impôt*, relevé de compte, relevé bancaire,
      remboursement*, virement*, faillite*, huissier*, reçu, loyer impayé`),
      mourning: list(`
      condoléance*, obsèques, enterrement*, funérailles, décès, décédé*, deuil*, in memoriam, à la mémoire de,
      hommage à, faire part de décès, crémation*, inhumation*`),
      asks: list(`
      question*, demande*, peux tu, pouvez vous, pourrais tu, pourriez vous, ton avis, votre avis, as tu,
      avez vous, besoin de ton, besoin de votre`),
      announces: list(`
      newsletter*, lettre d information, actualités, offre*, promo*, soldes, réduction*, gratuit*, commande*,
      livraison*, confirmation*, notification*, mot de passe, compte, abonnement*, bienvenue, enquête*, numéro,
      édition`),
      introduces: list(`présentation, mise en relation, mise en contact, je te présente, je vous présente`),
      and: list(`et`),
    },
    es: {
      prefixes: list(`rv, res, resp, respuesta, reenviado, reenvío, rm`),
      calendar: list(`
      aceptado, aceptada, rechazado, rechazada, provisional, invitación, invitación actualizada, cancelado,
      cancelada, evento cancelado, notificación, recordatorio, respuesta automática, fuera de la oficina`),
      small: list(`
      el, los, las, y, del, una, para, por, tu, su, mi, al, como, está, son, sobre, nuestro, nuestra, nuestros, muy,
      con, qué, cómo, cuándo, más, sin, hasta, desde, mañana, hoy, nuevo, nueva, este, esta, esto, fiesta,
      vienes, vamos, ti, nos, unas, unos, mis, tus, sus, otra, otro, después, próximo, próxima`),
      notices: list(`
      número de pedido, tu pedido, su pedido, confirmación de pedido, confirmación de reserva, reserva*,
      itinerario, tarjeta de embarque, número de seguimiento, no entregado, acuse de recibo, leído,
      fuera de la oficina, código de verificación, contraseña*, boletín*, darse de baja, tu cuenta, su cuenta,
      tu suscripción, buzón de voz, llamada perdida, ha compartido, te ha invitado, nota de gastos,
      informe semanal`),
      delicate: list(`
      prueba judicial, pruebas judiciales, testimonio*, audiencia judicial, curriculum*, currículum*, candidat*,
      entrevista de trabajo, confidencial*, privado, queja*, separación, ruptura, adicción*, aborto*, suicid*,
      agresión*, escándalo*, elecciones, oración, oraciones, misa, iglesia, mezquita, sinagoga, muerte, muerto,
      muerta, enfermo, enferma, enfermedad*, accidente*, pelea`),
      birthday: list(`cumpleaños, cumple`),
      wishes: list(`
      feliz cumpleaños, feliz cumple, muy feliz cumpleaños, felicidades por tu cumpleaños, felicidades en tu día,
      muchas felicidades por tu cumpleaños`),
      generic: list(`
      hola, buenos días, buenas tardes, buenas, saludos, gracias, muchas gracias, pregunta, una pregunta, duda,
      consulta, reunión, cita, café, comida, cena, llamada, novedades, seguimiento, info, información,
      sin asunto, hoy, mañana, esta semana, la próxima semana, lunes, martes, miércoles, jueves, viernes, sábado,
      domingo, documento, documentos, fotos, recordatorio, feliz cumpleaños, feliz navidad, feliz año,
      felicidades, enhorabuena, qué tal, perdón, importante, urgente, presentación,
      varios, otros, idea, ideas, plan, planes, lista, informe, borrador, cambios, corrección, versión, contacto,
      contactos, dirección, teléfono, número, viaje, vacaciones, fin de semana, fiesta, cumpleaños, carta, artículo,
      acta, orden del día, diapositivas, según lo acordado, ayuda, bienvenido, bienvenida, buenas noticias,
      esta noche, ayer, videollamada, reunión de equipo, hasta mañana, hasta pronto, besos, abrazos, fechas, fecha`),
      illness: list(`
      cáncer, quimio, quimioterap*, radioterap*, tumor*, mi diagnóstico, tu diagnóstico, su diagnóstico, el diagnóstico, diagnóstico,
      oncolog*, oncólog*, cuidados paliativos, paliativ*, metástasis, leucemia, linfoma*, biopsia*, cuidados intensivos, ictus,
      infarto*, coma, parkinson, alzheimer, demencia, esclerosis múltiple, trasplante*`),
      health: list(`
      médic*, doctor*, hospital*, clínica*, cirug*, cirujan*, receta médica, baja médica, baja laboral, terap*,
      psicólog*, psiquiatr*, embaraz*, aborto*, depresi*, discapacidad*, análisis de sangre, dentista*,
      paciente*,
      operación de, operada, operado, urgencias, diálisis`),
      law: list(`
      abogad*, tribunal*, juicio*, juzgado*, divorcio*, custodia*, testamento*, notar*, policía*, denuncia*,
      demanda judicial, herencia*, extranjería, poder notarial, litigio*, bufete*,
      divorciad*, separación legal`),
      work: list(`
      salario*, nómina*, dimisi*, recursos humanos, rrhh, acoso*, evaluación de desempeño, candidatura*`),
      layoff: list(`
      despido*, despedido, despedida laboral, finiquito*, ere, sin trabajo, perdí el trabajo, perder el trabajo, en paro,
      desempleo`),
      money: list(`
      factura*, pago, pagos, deuda*, préstamo*, hipoteca*, impuesto*, hacienda, extracto bancario, reembolso*,
      transferencia bancaria, quiebra*, desahucio*, recibo*, embargo*`),
      mourning: list(`
      pésame*, condolencia*, funeral*, entierro*, fallecimiento*, fallecid*, falleció, luto, duelo,
      en memoria de, descanse en paz, d.e.p, esquela*, velatorio*, tanatorio*`),
      asks: list(`
      pregunta*, consulta*, duda*, solicitud*, petición*, puedes, podrías, puede usted, podría usted, tu opinión,
      su opinión, tienes`),
      announces: list(`
      boletín*, noticias, oferta*, promoci*, descuento*, rebajas, gratis, pedido*, envío*, confirmaci*,
      notificaci*, contraseña*, cuenta, suscripci*, bienvenid*, encuesta*, edición`),
      introduces: list(`presentación, te presento, os presento, les presento, poneros en contacto`),
      and: list(`y, e`),
    },
    nl: {
      prefixes: list(`antw, betr, doorgestuurd, doorst`),
      calendar: list(`
      geaccepteerd, geweigerd, voorlopig, uitnodiging, bijgewerkte uitnodiging, geannuleerd,
      geannuleerde afspraak, melding, herinnering, automatisch antwoord, afwezig`),
      small: list(`
      het, een, van, voor, met, op, aan, niet, naar, onze, jouw, jij, je, wij, ik, bij, dit, dat, wordt, zijn, ook, nog,
      hoe, jullie, mijn, ons, uit, te, zo, weer, nieuwe, nieuw, kom, ga, gaan, mee, wat, als, dan, deze, even, leuk,
      leuke, kun, zal, hebben, vanavond, naar, over, om, er`),
      notices: list(`
      bestelnummer, je bestelling, uw bestelling, orderbevestiging, boekingsbevestiging, reservering*, reisschema,
      instapkaart, track en trace, niet bezorgd, leesbevestiging, gelezen, afwezigheid*, verificatiecode,
      wachtwoord*, nieuwsbrief*, afmelden, je account, uw account, je abonnement, voicemail, gemiste oproep,
      heeft gedeeld, heeft je uitgenodigd, declaratie*, weekrapport*`),
      delicate: list(`
      bewijs*, getuige*, hoorzitting*, cv, curriculum vitae, kandidaat*, sollicitatiegesprek*, vertrouwelijk*, privé,
      klacht*, scheiding*, verslav*, abortus*, zelfmoord*, zelfdoding*, misbruik*, schandaal*, verkiezing*, gebed*,
      kerk, moskee, synagoge, dood, overleden, ziek, ziekte*, ongeluk*, ongeval*, spoedgeval*, ruzie`),
      birthday: list(`verjaardag*, jarig*`),
      wishes: list(`
      fijne verjaardag, gefeliciteerd met je verjaardag, van harte gefeliciteerd met je verjaardag,
      hartelijk gefeliciteerd met je verjaardag, gelukkige verjaardag, hiep hiep hoera, nog vele jaren`),
      generic: list(`
      hallo, hoi, dag, goedemorgen, groeten, groetjes, bedankt, dank je, dank je wel, dank u, vraag, vraagje,
      een vraag, afspraak, overleg, vergadering, koffie, lunch, borrel, belletje, bellen, bijpraten, nieuws,
      update, info, ter info, geen onderwerp, vandaag, morgen, deze week, volgende week, maandag, dinsdag,
      woensdag, donderdag, vrijdag, zaterdag, zondag, document, documenten, foto s, herinnering, gefeliciteerd,
      van harte, gelukkig nieuwjaar, fijne kerst, hoe gaat het, sorry, belangrijk, dringend, kennismaking,
      overig, overige, divers, idee, ideeën, plan, plannen, lijst, verslag, concept, wijzigingen, correctie, versie,
      contact, adres, telefoonnummer, nummer, reis, vakantie, weekend, feest, feestje, verjaardag, brief, artikel, notulen,
      agenda, presentatie, zoals besproken, zoals afgesproken, hulp, welkom, goed nieuws, vanavond, gisteren,
      videogesprek, teamoverleg, tot morgen, tot straks, liefs, groet, data, datum`),
      illness: list(`
      kanker, kankerdiagnose*, borstkanker*, darmkanker*, longkanker*, huidkanker*, prostaatkanker*, chemo, chemotherap*, bestraling*,
      tumor*, mijn diagnose, jouw diagnose, zijn diagnose, haar diagnose, de diagnose, diagnose, oncolo*, hospice*, palliatie*,
      uitzaaiing*, leukemie, lymfoom, biopsie*, intensive care, beroerte*, hersenbloeding*, hartinfarct*, coma, parkinson*,
      alzheimer*, dementie, multiple sclerose, transplantatie*`),
      health: list(`
      dokter*, huisarts*, tandarts*, ziekenhui*, kliniek*, operatie, ziekmelding*, therap*, psycho*,
      psychiater*, zwanger*, miskraam*, depress*, bloedonderzoek*, zorgverzeker*, patiënt*, revalidatie*,
      geopereerd, spoedeisende hulp, burn out, burnout, dialyse`),
      law: list(`
      advocat*, advocaat*, rechtbank*, rechtszaak*, scheiding*, echtscheiding*, voogdij*, testament*, notaris*,
      politie*, aangifte*, juridisch*, dagvaarding*, erfenis*, verblijfsvergunning*,
      gescheiden, alimentatie`),
      work: list(`
      salaris*, loonstrook*, functioneringsgesprek*, beoordelingsgesprek*, personeelszaken, sollicitatie*,
      intimidatie*, arbeidscontract*`),
      layoff: list(`
      ontslag*, ontslagen, vaststellingsovereenkomst*, transitievergoeding*, baan kwijt, baan verloren, mijn baan verlies,
      werkloos*, reorganisatieontslag`),
      money: list(`
      factuur*, facturen, betaling*, aanmaning*, schuld*, lening*, hypotheek*, belasting*, bankafschrift*,
      terugbetaling*, incasso*, faillissement*, deurwaarder*, bonnetje*`),
      mourning: list(`
      condoleance*, gecondoleerd, begrafenis*, uitvaart*, crematie*, overlijden*, overleden, rouw*, in memoriam,
      ter nagedachtenis, afscheid van`),
      asks: list(`
      vraag*, vragen*, verzoek*, kun je, kan je, kunt u, zou je, zou u, heb je, heeft u, jouw mening, je mening,
      uw mening`),
      announces: list(`
      nieuwsbrief*, nieuws, aanbieding*, actie, korting*, gratis, bestelling*, bezorg*, bevestiging*, melding*,
      wachtwoord*, account, abonnement*, welkom bij, enquête*, editie`),
      introduces: list(`kennismaking, voorstellen, introductie`),
      and: list(`en`),
    },
  }),
)
