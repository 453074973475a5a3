import type { ErrorCode } from "./errors.ts";

type Sentences = Record<ErrorCode, string>;

/** What is wrong and what to do, one sentence or two, in the reader's language (ICU messages). */
const sv: Sentences = {
  "input.invalid": "Uppgifterna kan inte tas emot som de är. Rätta det som är markerat och försök igen.",
  "input.too-large": "Det som skickades är för stort. Gränsen är {limit}.",
  "input.too-slow": "Begäran kom inte fram hel inom {seconds} sekunder. Försök igen.",
  "host.unknown":
    "Servern svarar inte under det namnet. Använd dess adress, eller låt driften ange namnet i BEREDD_HOSTS.",
  "origin.refused": "Begäran kom från en annan webbplats. Öppna Beredd och gör om den därifrån.",
  "rate.exceeded":
    "För många förfrågningar på kort tid. Vänta {seconds, plural, one {en sekund} other {# sekunder}} och försök igen.",
  "events.too-many":
    "För många öppna sidor får löpande uppdateringar samtidigt, högst {limit}. Stäng några av dem.",
  "session.required": "Du behöver logga in.",
  "session.wrong-credentials": "E-postadressen eller lösenordet stämmer inte.",
  "session.too-many-attempts":
    "För många försök. Vänta {minutes, plural, one {en minut} other {# minuter}} och försök igen.",
  "session.csrf": "Begäran kom inte från den här sidan. Ladda om och försök igen.",
  "session.second-factor-wrong":
    "Koden stämmer inte, eller så är den redan använd. Vänta på nästa kod och försök igen.",
  "session.step-over": "Inloggningen tog för lång tid, eller så är steget redan taget. Börja om.",
  "session.break-glass":
    "Du är inloggad med en nödkod. Den varar en kort tid och kan inte ge ett nytt sätt att logga in som dig.",
  "session.too-old":
    "Det är mer än {minutes} minuter sedan du loggade in. Logga ut och in igen för att ändra hur du loggar in.",
  "session.passkey-refused":
    "Inloggningsnyckeln kunde inte användas här. Försök igen, eller logga in på ett annat sätt.",
  "passkey.not-here":
    "Inloggningsnycklar fungerar bara på adressen som används med https, eller på http://localhost. Öppna sidan där och försök igen.",
  "password.wrong": "Det nuvarande lösenordet stämmer inte.",
  "password-reset.over": "Länken är redan använd eller har gått ut. Be administratören om en ny.",
  "second-factor.exists": "Det finns redan en andra faktor. Ta bort den först.",
  "second-factor.required": "Din roll kräver en andra faktor. Den kan bytas men inte tas bort.",
  "account.no-way-in": "Då skulle du inte längre kunna logga in. Skaffa ett annat sätt först.",
  "identity.unreachable":
    "{name} svarar inte just nu. Logga in på ett annat sätt, eller försök igen om en stund.",
  "identity.refused":
    "{name} bekräftade inte inloggningen. Försök igen; hjälper det inte, be en administratör se över kopplingen.",
  "identity.unknown-person":
    "{name} känner igen dig, men du har inget konto här. Be en administratör att lägga till dig.",
  "identity.address-taken":
    "Din e-postadress tillhör redan ett konto här. Logga in på ett annat sätt och koppla {name} under Mitt konto.",
  "identity.no-role":
    "{name} känner igen dig, men dina grupper där ger ingen roll här. Be en administratör om en roll.",
  "identity.linked-elsewhere": "Det kontot hos {name} är redan kopplat till en annan person här.",
  "access.refused": "Du har inte behörighet till detta. Be en administratör om rollen som behövs.",
  "access.last-administrator":
    "Någon måste vara administratör för hela organisationen. Ge rollen till någon annan först.",
  "access.beyond-own":
    "Du kan bara dela ut det du själv har över samma enhet. Det här har du inte: {permissions}.",
  "access.way-in-known":
    "Någon annan kan känna till inloggningen: ett lösenord som personen inte har bytt själv, en länk eller en nödkod. Utse personen när lösenordet är bytt under Mitt konto, och ingen länk eller nödkod väntar.",
  "journal.not-erasable":
    "Det händelseloggen säger om sig själv och om installationen raderas aldrig: kontrollen läser i det.",
  "journal.own-acts": "Vad du själv har gjort med behörigheter raderas av någon annan.",
  "role.shipped": "Rollen följer med programmet och kan inte tas bort. Den kan ändras och återställas.",
  "role.own": "Rollen är organisationens egen, så det finns inget ursprung att återställa den till.",
  "role.held":
    "{count, plural, one {En person har rollen} other {# personer har rollen}}. Ge dem en annan roll först.",
  "key.refused": "API-nyckeln gäller inte: den är okänd, återkallad eller har gått ut.",
  "key.elsewhere": "API-nyckeln gäller bara en annan adress.",
  "key.too-long":
    "Nyckeln får gälla högst {days, plural, one {en dag} other {# dagar}}. Välj ett tidigare datum.",
  "break-glass.not-sealed": "Koden är redan använd, indragen eller för gammal. Se vad som gäller nu.",
  "break-glass.own-review": "Någon annan än den som använde koden ska granska det.",
  "record.not-found": "Posten finns inte, eller så får du inte se den.",
  "record.stale":
    "Någon annan har ändrat posten sedan du öppnade den. Se vad som gäller nu och gör om din ändring.",
  "record.exists": "Det finns redan en post med samma {field}.",
  "record.in-use": "Posten används av andra och kan inte tas bort. Ta bort kopplingarna först.",
  "idempotency.reused": "Samma Idempotency-Key har redan använts för en annan begäran. Använd en ny nyckel.",
  "setup.done": "Installationen är redan gjord.",
  "setup.required": "Installationen är tom. Gör klart den första uppsättningen.",
  "route.unknown": "Adressen finns inte.",
  "media-type.unsupported": "Innehållets format stöds inte här. Skicka JSON eller en fil.",
  "file.incomplete": "Filen är inte färdigt uppladdad. Ladda upp den igen.",
  "unit.cycle": "En enhet kan inte ligga under sig själv: {path}.",
  "catalogue.cycle": "Beroendet skulle gå i cirkel: {path}. Ta bort ett av leden först.",
  "unit.root": "Organisationens översta enhet kan inte flyttas eller tas bort.",
  "incident.not-in-state":
    "Incidenten är {state, select, new {ny} acknowledged {mottagen} waiting {väntande} restored {återställd} closed {avslutad} cancelled {avskriven} other {under arbete}}, så det går inte att göra detta. Se vad som gäller nu.",
  "incident.struck-out": "Incidenten är struken och kan bara läsas.",
  "incident.priority-needs-reason":
    "Matrisen ger prioritet {proposed}. Skriv en motivering för att sätta {asked} i stället.",
  "incident.times-out-of-order":
    "Tiderna motsäger varandra: den {earlier, select, started {började} detected {upptäcktes} acknowledged {mottogs} restored {återställdes} other {avslutades}} {earlierAt} men {later, select, started {började} detected {upptäcktes} acknowledged {mottogs} restored {återställdes} other {avslutades}} redan {laterAt}. Rätta någon av dem, eller ange varför det stämmer.",
  "incident.reason-needed": "Ange varför en redan känd tid ändras.",
  "incident.link-cycle": "Kopplingen skulle göra incidenten till sin egen: {path}.",
  "incident.unit-needed": "Ange vilken enhet som svarar för posten.",
  "planned-outage.not-in-state":
    "Avbrottet är {state, select, planned {planerat} ongoing {pågående} completed {genomfört} cancelled {inställt} other {{state}}}, så det går inte att göra detta.",
  "planned-outage.window": "Fönstret slutar innan det börjar. Rätta någon av tiderna.",
  "export.too-large":
    "Det är fler än {limit} rader, fler än en Excelfil byggs för. Filtrera, eller välj CSV.",
  "report.not-in-state":
    "Rapporten är {state, select, draft {ett utkast} frozen {fastställd} withdrawn {återkallad} other {{state}}}, så det går inte att göra detta. Skapa en ny rapport om den behöver ändras.",
  "report.unit-needed": "Du skriver rapporter för flera enheter. Ange vilken enhet rapporten gäller.",
  "report.area-unknown": "Tjänsteområdet {area} finns inte. Se vilka som finns under Register.",
  "report.part-unknown": "Rapporten har ingen del som heter {part}. Ladda om och försök igen.",
  "report.folder": "Det går inte att skriva i mappen {folder} ({reason}). Välj en annan med --out.",
  "import.refused": "Filen kan inte läsas in.",
  "import.undecided":
    "Filen lämnar något oavgjort. Ge en profil med --profile; --propose skriver ett förslag att ändra.",
  "import.running": "Samma inläsning pågår redan i en annan process. Vänta tills den är klar.",
  "import.cancelled": "Inläsningen avbröts. Det som hann lagras är kvar.",
  "import.not-in-state": "Inläsningen är redan avslutad.",
  "schedule.folder-refused":
    "Mappen får inte läsas eller finns inte. Den som driver installationen anger tillåtna mappar i BEREDD_IMPORT_FOLDERS.",
  "schedule.no-file": "Ingen fil i mappen passar mönstret {pattern}.",
  "address.refused":
    "Adressen {host} får inte anropas: den är inte https, eller ligger på ett internt nät. Den som driver installationen kan tillåta den i BEREDD_ALLOWED_ADDRESSES.",
  "address.failed": "Adressen {host} gav ingen fil ({reason}). Försöket görs om nästa gång.",
  "address.unanswered": "Adressen {host} gav inget svar som går att använda ({reason}). Se över adressen.",
  "example.not-empty": "Exemplet läses bara in i en tom installation. Välj en annan mapp med --data.",
  "list.too-deep":
    "Listan går inte att bläddra förbi rad {limit} med sidnummer. Använd markören (cursor) eller filtrera.",
  "secret.unreadable":
    "Nyckeln som behövs för att läsa en hemlighet finns inte. Lägg tillbaka mappen keys från säkerhetskopian.",
  "database.unavailable": "Databasen svarar inte just nu. Försök igen om en stund.",
  "database.busy": "Databasen har för mycket att göra just nu. Ingenting sparades. Försök igen om en stund.",
  "storage.full": "Lagringen är full. Ingenting sparades. Frigör utrymme och försök igen.",
  "backup.exists": "Filen {file} finns redan och skrivs inte över. Välj ett annat namn.",
  "backup.folder": "Det går inte att skriva i mappen {folder} ({reason}). Välj en annan.",
  "backup.nothing": "Här finns ingenting att säkerhetskopiera. Kontrollera datakatalogen eller DATABASE_URL.",
  "backup.no-file": "Säkerhetskopian finns inte. Kontrollera sökvägen.",
  "backup.not-one": "Filen är ingen säkerhetskopia från Beredd.",
  "backup.key-missing":
    "Ange vad säkerhetskopian ska låsas eller öppnas med: --passphrase-file, BEREDD_BACKUP_PASSPHRASE, --recipient eller --identity.",
  "backup.no-key-file": "Filen {file} går inte att läsa.",
  "backup.key-unreadable":
    "Nyckeln går inte att läsa. En mottagare börjar med age1, en privat nyckel med AGE-SECRET-KEY-1.",
  "backup.wrong-key": "Lösenfrasen eller nyckeln passar inte till säkerhetskopian.",
  "backup.damaged": "Säkerhetskopian är skadad eller avkortad. Ta en annan.",
  "backup.newer":
    "Säkerhetskopian togs med Beredd {release}, som har ändringar i databasen som den här versionen saknar. Läs in den med den versionen eller en senare.",
  "restore.not-empty":
    "Här finns redan uppgifter, och en återläsning skriver inte över något. Ange en tom databas eller en annan datakatalog.",
  "restore.in-use": "En annan process använder databasen. Stoppa den först.",
  "restore.other-keys":
    "I {folder} ligger andra nycklar än säkerhetskopians. Flytta undan dem eller ange en annan datakatalog.",
  "restore.unfinished":
    "En återläsning pågår här eller avbröts. Kör samma beredd restore en gång till; den börjar om från början.",
  "erasures.unreadable": "Listan över förstörda uppgifter går inte att läsa på rad {line}.",
  "server.draining": "Servern stängs av. Försök igen om en stund.",
  unexpected: "Något gick fel hos oss. Uppge ärendekoden {requestId} om du hör av dig.",
};

const en: Sentences = {
  "input.invalid": "The input cannot be taken as it is. Correct what is marked and try again.",
  "input.too-large": "What was sent is too large. The limit is {limit}.",
  "input.too-slow": "The request was not here whole within {seconds} seconds. Try again.",
  "host.unknown":
    "The server does not answer to that name. Use its address, or have its operator name it in BEREDD_HOSTS.",
  "origin.refused": "The request came from another site. Open Beredd and do it again from there.",
  "rate.exceeded":
    "Too many requests in a short time. Wait {seconds, plural, one {one second} other {# seconds}} and try again.",
  "events.too-many": "Too many open pages get live updates at once, at most {limit}. Close some of them.",
  "session.required": "You need to sign in.",
  "session.wrong-credentials": "The e-mail address or the password is wrong.",
  "session.too-many-attempts":
    "Too many attempts. Wait {minutes, plural, one {a minute} other {# minutes}} and try again.",
  "session.csrf": "The request did not come from this page. Reload it and try again.",
  "session.second-factor-wrong":
    "The code is not right, or has been used already. Wait for the next one and try again.",
  "session.step-over": "Signing in took too long, or this step was taken already. Start again.",
  "session.break-glass":
    "You are signed in by a sealed code. That lasts for a short time and makes no new way to sign in as you.",
  "session.too-old":
    "You signed in more than {minutes} minutes ago. Sign out and in again to change how you sign in.",
  "session.passkey-refused": "The passkey could not be used here. Try again, or sign in another way.",
  "passkey.not-here":
    "Passkeys work only at the address that is used with https, or at http://localhost. Open the page there and try again.",
  "password.wrong": "The present password is not right.",
  "password-reset.over": "The link was used already or is too old. Ask the administrator for a new one.",
  "second-factor.exists": "There is a second factor already. Remove it first.",
  "second-factor.required": "Your role asks for a second factor. It can be changed but not removed.",
  "account.no-way-in": "You could not sign in any more. Get another way to sign in first.",
  "identity.unreachable":
    "{name} does not answer at the moment. Sign in another way, or try again in a while.",
  "identity.refused":
    "{name} did not confirm the sign-in. Try again; if that does not help, ask an administrator to look at the connection.",
  "identity.unknown-person":
    "{name} knows you, but you have no account here. Ask an administrator to add you.",
  "identity.address-taken":
    "Your e-mail address belongs to an account here. Sign in another way and connect {name} under My account.",
  "identity.no-role":
    "{name} knows you, but your groups there give no role here. Ask an administrator for one.",
  "identity.linked-elsewhere": "That account at {name} is connected to another person here already.",
  "access.refused": "You are not permitted to do this. Ask an administrator for the role that it takes.",
  "access.last-administrator":
    "Somebody must be administrator of the whole organisation. Give somebody else the role first.",
  "access.beyond-own":
    "You can hand out only what you hold yourself over the same unit. This you do not hold: {permissions}.",
  "access.way-in-known":
    "Somebody else could know the way in: a password that its owner has not changed, a link or a sealed code. Appoint the person once they have changed it under My account, and no link or code is waiting.",
  "journal.not-erasable":
    "What the journal says of itself and of the installation is never erased: verification reads in it.",
  "journal.own-acts": "What you did yourself with permissions is erased by somebody else.",
  "role.shipped": "The role ships with the product and cannot be removed. It can be edited and restored.",
  "role.own": "The role is the organisation's own, so there is nothing to restore it to.",
  "role.held":
    "{count, plural, one {One person holds the role} other {# people hold the role}}. Give them another first.",
  "key.refused": "The API key does not hold: it is unknown, revoked or has expired.",
  "key.elsewhere": "The API key holds for another address only.",
  "key.too-long":
    "The key may hold for {days, plural, one {one day} other {# days}} at most. Choose an earlier date.",
  "break-glass.not-sealed": "The code has been used or withdrawn, or is too old. See how it stands now.",
  "break-glass.own-review": "Somebody else than the one who used the code must review it.",
  "record.not-found": "There is no such record, or you may not see it.",
  "record.stale":
    "Somebody else has changed the record since you opened it. See what holds now and redo your change.",
  "record.exists": "There is already a record with the same {field}.",
  "record.in-use": "The record is used by others and cannot be removed. Remove the links first.",
  "idempotency.reused": "The same Idempotency-Key was already used for another request. Use a new key.",
  "setup.done": "The installation is already set up.",
  "setup.required": "The installation is empty. Complete the first set-up.",
  "route.unknown": "There is no such address.",
  "media-type.unsupported": "This format of content is not supported here. Send JSON or a file.",
  "file.incomplete": "The file was not uploaded whole. Upload it again.",
  "unit.cycle": "A unit cannot lie under itself: {path}.",
  "catalogue.cycle": "The dependency would run in a circle: {path}. Remove one of its links first.",
  "unit.root": "The organisation's topmost unit cannot be moved or removed.",
  "incident.not-in-state":
    "The incident is {state, select, new {new} acknowledged {acknowledged} waiting {waiting} restored {restored} closed {closed} cancelled {cancelled} other {in progress}}, so this cannot be done. See what holds now.",
  "incident.struck-out": "The incident is struck out and can only be read.",
  "incident.priority-needs-reason":
    "The matrix gives priority {proposed}. Write a reason to set {asked} instead.",
  "incident.times-out-of-order":
    "The times contradict each other: it {earlier, select, started {started} detected {was detected} acknowledged {was acknowledged} restored {was restored} other {was closed}} {earlierAtEnglish} but {later, select, started {started} detected {was detected} acknowledged {was acknowledged} restored {was restored} other {was closed}} already {laterAtEnglish}. Correct one of them, or say why they are right.",
  "incident.reason-needed": "Say why a time that was already known is changed.",
  "incident.link-cycle": "The link would make the incident its own: {path}.",
  "incident.unit-needed": "Name the unit that answers for the record.",
  "planned-outage.not-in-state":
    "The outage is {state, select, planned {planned} ongoing {ongoing} completed {completed} cancelled {cancelled} other {{state}}}, so this cannot be done.",
  "planned-outage.window": "The window ends before it begins. Correct one of the times.",
  "export.too-large":
    "There are more than {limit} rows, more than a workbook is built for. Filter, or choose CSV.",
  "report.not-in-state":
    "The report is {state, select, draft {a draft} frozen {locked} withdrawn {withdrawn} other {{state}}}, so this cannot be done. Make a new report if it needs changing.",
  "report.unit-needed": "You write reports for several units. Say which unit the report is about.",
  "report.area-unknown": "There is no service area {area}. See under Register which there are.",
  "report.part-unknown": "The report has no part called {part}. Reload and try again.",
  "report.folder": "The folder {folder} cannot be written to ({reason}). Choose another with --out.",
  "import.refused": "The file cannot be imported.",
  "import.undecided":
    "The file leaves something undecided. Give a profile with --profile; --propose writes one to change.",
  "import.running": "The same import already runs in another process. Wait until it is done.",
  "import.cancelled": "The import was cancelled. What was stored before that stays.",
  "import.not-in-state": "The import has already ended.",
  "schedule.folder-refused":
    "The folder may not be read, or does not exist. Whoever runs the installation names the folders in BEREDD_IMPORT_FOLDERS.",
  "schedule.no-file": "No file in the folder fits the pattern {pattern}.",
  "address.refused":
    "The address {host} may not be called: it is not https, or lies in an internal network. Whoever runs the installation can allow it in BEREDD_ALLOWED_ADDRESSES.",
  "address.failed": "The address {host} gave no file ({reason}). It is tried again next time.",
  "address.unanswered": "The address {host} gave no answer that can be used ({reason}). Check the address.",
  "example.not-empty":
    "The example is loaded only into an empty installation. Choose another folder with --data.",
  "list.too-deep": "The list cannot be paged by number beyond row {limit}. Use the cursor, or filter.",
  "secret.unreadable":
    "The key that is needed to read a secret is not there. Put the folder keys back from the backup.",
  "database.unavailable": "The database does not answer at the moment. Try again in a while.",
  "database.busy": "The database is too busy at the moment. Nothing was saved. Try again in a while.",
  "storage.full": "The storage is full. Nothing was saved. Free some space and try again.",
  "backup.exists": "The file {file} is already there and is not overwritten. Choose another name.",
  "backup.folder": "Cannot write in the folder {folder} ({reason}). Choose another.",
  "backup.nothing": "There is nothing here to back up. Check the data directory or DATABASE_URL.",
  "backup.no-file": "There is no such backup. Check the path.",
  "backup.not-one": "The file is no backup of Beredd's.",
  "backup.key-missing":
    "Say what the backup is locked or opened with: --passphrase-file, BEREDD_BACKUP_PASSPHRASE, --recipient or --identity.",
  "backup.no-key-file": "The file {file} cannot be read.",
  "backup.key-unreadable":
    "The key cannot be read. A recipient begins with age1, a private key with AGE-SECRET-KEY-1.",
  "backup.wrong-key": "The passphrase or the key does not fit the backup.",
  "backup.damaged": "The backup is damaged or cut short. Take another.",
  "backup.newer":
    "The backup was taken by Beredd {release}, with changes to the database that this release does not have. Restore it with that release or a later one.",
  "restore.not-empty":
    "There are records here already, and a restore overwrites nothing. Name an empty database or another data directory.",
  "restore.in-use": "Another process uses the database. Stop it first.",
  "restore.other-keys":
    "In {folder} lie other keys than the backup's. Move them away or name another data directory.",
  "restore.unfinished":
    "A restore is under way here or was broken off. Run the same beredd restore once more; it begins from the start.",
  "erasures.unreadable": "The list of destroyed bodies cannot be read at line {line}.",
  "server.draining": "The server is shutting down. Try again in a while.",
  unexpected: "Something went wrong on our side. Give the code {requestId} if you contact us.",
};

export const errorTexts = { sv, en };
