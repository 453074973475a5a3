import type { Catalogue } from "../../shared/texts.ts";

/** Sentences for the reasons of `reasons.ts`, with the reason's parameters. */
export const texts = {
  sv: {
    "imports.command.no-file": "Filen finns inte eller går inte att läsa.",
    "imports.command.source-needed":
      "Ange vilket system posterna kommer från; ett förslag har inget eget namn.",
    "imports.command.no-json": "Filen är ingen giltig JSON.",
    "imports.command.no-profile": "Det finns ingen profil {named}. Det finns: {known}.",
    "imports.command.looking": "Ser igenom filen, {rows, number} rader",
    "imports.command.resumed": "Inläsningen som bröts tas upp där den slutade.",
    "imports.command.reading":
      "Läser {percent} %, {rate, number} rader/s{left, plural, =-1 {} other {, # s kvar}}",
    "imports.command.storing":
      "Lagrar {percent} %, {rate, number} rader/s{left, plural, =-1 {} other {, # s kvar}}",
    "imports.command.done": "{fileName} är inläst från {source}.",
    "imports.command.would": "Torrkörning av {fileName}: ingenting är lagrat. Så här skulle det bli:",
    "imports.command.rows":
      "Rader: {rowsRead, number} lästa, {rowsTaken, number} intagna, {rowsUnchanged, number} kända sedan förut, {rowsRejected, number} avvisade.",
    "imports.command.records":
      "Poster: {recordsAdded, number} nya, {recordsChanged, number} ändrade, {recordsUnchanged, number} oförändrade, {recordsRejected, number} avvisade.",
    "imports.command.doubt":
      "Tveksamt, {count, plural, one {en gång} other {# gånger}} (först rad {line, number}): {reason}",
    "imports.command.ask-rejects": "Avvisade rader skrivs till en fil med --rejects FIL.",
    "imports.command.rejects": "Avvisade rader står i {file}.",
    "imports.command.propose.what":
      "{rows, number} rader i {columns, number} kolumner, som ser ut att vara {target}:",
    "imports.command.propose.beside": "inget fält: sparas bredvid posten",
    "imports.command.propose.people": "utelämnas: pekar ut personer",
    "imports.command.propose.questions": "Det som filen inte avgör:",
    "imports.command.propose.saved":
      "Profilen står i {file}. Ändra den där, och läs in med --profile {file}.",
    "imports.command.propose.save": "Med --out profil.json skrivs profilen till en fil.",
    "imports.ask-target": "Det går inte att säkert säga vad raderna är: {targets}.",
    "imports.ask-day-order":
      "Kolumnen {column}: det går inte att se om dag eller månad står först ({example}).",
    "imports.ask-dates":
      "Kolumnen {column}: {count, plural, one {ett värde} other {# värden}} går inte att läsa som tid, till exempel {example}.",
    "imports.ask-year":
      "Kolumnen {column}: {count, plural, one {en vecka} other {# veckor}} anges utan år, till exempel {example}.",
    "imports.ask-date-forms":
      "Kolumnen {column} har {count, plural, one {ett datumformat} other {# datumformat}}: {examples}.",
    "imports.ask-start":
      "Ingen kolumn säger när incidenterna började ({fields}). Utan den går ingen tid att räkna.",
    "imports.ask-unmapped":
      "Kolumnen {column} (till exempel ”{example}”) är inget fält. Ska den behållas bredvid posten, utelämnas eller bli ett fält?",
    "imports.ask-nulls": "Ord som läses som inget värde: {words}.",
    "imports.ask-zone": "Tiderna anger ingen tidszon ({columns}); de läses som tider i {zone}.",
    "imports.ask-values": "Kolumnen {column}: värden som inte känns igen som {field}: {values}.",
    "imports.ask-column": "Flera kolumner passar för {field}: {columns}. Den första används.",
    "imports.ask-required": "Fältet {field} behövs, och ingen kolumn passar.",
    "imports.ask-key":
      "{fields} skiljer inte posterna åt: {repeated, plural, one {en rad} other {# rader}} upprepar eller saknar det.",
    "imports.stored.major": "Så anges det i källan.",
    "imports.stored.odd-times": "Tiderna står så i källan.",
    "imports.stored.backwards": "Slutet ska vara efter början.",
    "imports.reason.file-empty": "Filen är tom.",
    "imports.reason.file-binary": "Filen innehåller inte text. Spara den som CSV eller XLSX och försök igen.",
    "imports.reason.file-is-spreadsheet":
      "Filen är ett kalkylblad (XLSX) eller ett zip-arkiv, inte CSV. Läs in den som XLSX.",
    "imports.reason.file-is-old-spreadsheet":
      "Filen är i Excels äldre format (XLS). Spara den som XLSX eller CSV.",
    "imports.reason.file-is-archive": "Filen är ett komprimerat arkiv. Packa upp den först.",
    "imports.reason.file-is-pdf": "Filen är en PDF. Exportera uppgifterna som CSV eller XLSX.",
    "imports.reason.file-no-header": "Ingen rubrikrad hittades i filens början.",
    "imports.reason.file-no-rows": "Filen har en rubrikrad men inga rader.",
    "imports.reason.file-too-many-columns": "Filen har {found} kolumner; högst {limit} kan läsas.",
    "imports.reason.xlsx-not-a-workbook": "Filen är ingen arbetsbok i XLSX-format.",
    "imports.reason.xlsx-truncated": "Arbetsboken är avkortad och kan inte öppnas. Hämta filen på nytt.",
    "imports.reason.xlsx-damaged": "Arbetsboken är skadad ({detail}).",
    "imports.reason.xlsx-encrypted":
      "Filen är lösenordsskyddad eller i Excels äldre format. Spara den som XLSX utan lösenord.",
    "imports.reason.xlsx-too-many-entries": "Arbetsboken består av {found} delar; högst {limit} tas emot.",
    "imports.reason.xlsx-too-large": "Arbetsboken blir större än {limit} byte när den packas upp.",
    "imports.reason.xlsx-ratio": "Delen {part} är packad {ratio} gånger; mer än {limit} tas inte emot.",
    "imports.reason.xlsx-shared-strings":
      "Arbetsbokens texter är tillsammans längre än {limit} tecken. Spara bladet som CSV.",
    "imports.reason.xlsx-dtd": "Delen {part} innehåller en dokumenttyp, vilket inte tas emot.",
    "imports.reason.xlsx-no-such-sheet": "Bladet ”{sheet}” finns inte. Blad som finns: {sheets}.",
    "imports.reason.row-column-count": "Raden har {found} kolumner i stället för {expected}.",
    "imports.reason.row-truncated": "Filen slutar mitt i raden.",
    "imports.reason.row-too-long": "Raden är längre än {limit} tecken och lästes inte.",
    "imports.reason.row-quote-unterminated": "Ett citattecken avslutas inte.",
    "imports.reason.row-quote-malformed": "Det står text efter ett avslutande citattecken.",
    "imports.reason.row-binary": "Raden innehåller tecken som inte är text.",
    "imports.reason.row-encoding": "Raden innehåller byte som inte går att tolka i filens teckenkodning.",
    "imports.reason.row-repeated-header": "Rubrikraden upprepas.",
    "imports.reason.mapping-column-gone":
      "{count, plural, one {En kolumn saknas} other {# kolumner saknas}} i filen: {columns}. Filen har {header}.",
    "imports.reason.mapping-field-unknown": "Fältet {field} finns inte i {target}.",
    "imports.reason.mapping-required-unmapped": "Obligatoriska fält har ingen kolumn: {fields}.",
    "imports.reason.mapping-key-unmapped": "Fälten som ska identifiera en post har ingen kolumn: {fields}.",
    "imports.reason.value-missing": "{column}: värde saknas.",
    "imports.reason.value-not-a-time": "{column}: ”{value}” är ingen tid i något av profilens datumformat.",
    "imports.reason.value-not-a-number":
      "{column}: ”{value}” känns inte igen; ange vad det står för, eller skriv ett tal.",
    "imports.reason.value-not-a-boolean": "{column}: ”{value}” är varken ja eller nej.",
    "imports.reason.value-out-of-range": "{column}: ”{value}” ligger utanför skalan.",
    "imports.reason.value-unknown": "{column}: ”{value}” känns inte igen; ange vad det står för.",
    "imports.reason.value-time-repeated":
      "{column}: {value} inträffar två gånger när klockan ställs om i {zone}; den första har antagits.",
    "imports.reason.value-time-skipped":
      "{column}: {value} finns inte, för då ställs klockan om i {zone}; tiden efter har antagits.",
    "imports.reason.order-missing": "{column}: händelsens ordning saknas.",
    "imports.reason.lifecycle-order-against-time":
      "{count, plural, one {En händelse står} other {# händelser står}} i annan ordning än sina tider.",
    "imports.reason.lifecycle-order-doubled": "Flera händelser har samma ordningsnummer: {values}.",
    "imports.reason.lifecycle-created-before-opened": "Posten skapades innan incidenten anmäldes.",
    "imports.reason.lifecycle-acknowledged-before-opened": "Incidenten kvitterades innan den anmäldes.",
    "imports.reason.lifecycle-restored-before-opened": "Incidenten återställdes innan den anmäldes.",
    "imports.reason.lifecycle-closed-before-restored": "Incidenten stängdes innan den återställdes.",
    "imports.reason.lifecycle-state-unknown":
      "{count, plural, one {En händelse} other {# händelser}} utan känt tillstånd.",
    "imports.reason.lifecycle-reopen-count-differs":
      "Källan räknar {source} återöppningar, händelserna visar {events}.",
    "imports.reason.lifecycle-state-without-time": "Tillståndet har ingen tid.",
    "imports.reason.record-repeated": "Samma post står redan på rad {line}, med annat innehåll.",
    "imports.reason.record-link-awaited":
      "Posten hänvisar till {number}, som inte är inläst. Kopplingen görs när den kommer.",
    "imports.reason.record-link-cycle":
      "Posten hänvisar till {number}, som leder tillbaka till posten själv. Kopplingen görs inte.",
    "imports.reason.record-times-odd":
      "Posten är intagen med tiderna som de står i källan, fast de motsäger varandra.",
    "imports.reason.record-service-new":
      "Tjänsten ”{name}” finns inte i tjänstekatalogen; den läggs till där, utan tjänsteområde.",
    "imports.reason.record-system-new": "IT-stödet ”{name}” finns inte i katalogen; det läggs till där.",
    "imports.reason.record-refused": "{sv}",
    "imports.reason.record-not-storable": "Posten innehåller ett värde som inte går att lagra.",
  },
  en: {
    "imports.command.no-file": "The file does not exist or cannot be read.",
    "imports.command.source-needed":
      "Name the system that the records come from; a proposal has no name of its own.",
    "imports.command.no-json": "The file is no valid JSON.",
    "imports.command.no-profile": "There is no profile {named}. There are: {known}.",
    "imports.command.looking": "Looking through the file, {rows, number} rows",
    "imports.command.resumed": "The import that was broken off goes on where it stopped.",
    "imports.command.reading":
      "Reading {percent} %, {rate, number} rows/s{left, plural, =-1 {} other {, # s left}}",
    "imports.command.storing":
      "Storing {percent} %, {rate, number} rows/s{left, plural, =-1 {} other {, # s left}}",
    "imports.command.done": "{fileName} is imported from {source}.",
    "imports.command.would": "Dry run of {fileName}: nothing is stored. It would be so:",
    "imports.command.rows":
      "Rows: {rowsRead, number} read, {rowsTaken, number} taken, {rowsUnchanged, number} known before, {rowsRejected, number} rejected.",
    "imports.command.records":
      "Records: {recordsAdded, number} new, {recordsChanged, number} changed, {recordsUnchanged, number} unchanged, {recordsRejected, number} rejected.",
    "imports.command.doubt":
      "Doubtful, {count, plural, one {once} other {# times}} (first on line {line, number}): {reason}",
    "imports.command.ask-rejects": "Write rejected rows to a file with --rejects FILE.",
    "imports.command.rejects": "Rejected rows stand in {file}.",
    "imports.command.propose.what":
      "{rows, number} rows in {columns, number} columns, which look like {target}:",
    "imports.command.propose.beside": "no field: kept beside the record",
    "imports.command.propose.people": "left out: it names people",
    "imports.command.propose.questions": "What the file does not settle:",
    "imports.command.propose.saved":
      "The profile stands in {file}. Change it there, and import with --profile {file}.",
    "imports.command.propose.save": "With --out profile.json the profile is written to a file.",
    "imports.ask-target": "It is not certain what the rows are: {targets}.",
    "imports.ask-day-order":
      "Column {column}: it cannot be seen whether day or month comes first ({example}).",
    "imports.ask-dates":
      "Column {column}: {count, plural, one {one value} other {# values}} cannot be read as a time, for example {example}.",
    "imports.ask-year":
      "Column {column}: {count, plural, one {one week} other {# weeks}} without a year, for example {example}.",
    "imports.ask-date-forms":
      "Column {column} has {count, plural, one {one date format} other {# date formats}}: {examples}.",
    "imports.ask-start":
      "No column says when the incidents began ({fields}). Without it no time can be counted.",
    "imports.ask-unmapped":
      "Column {column} (for example “{example}”) is no field. Is it kept beside the record, left out, or made a field?",
    "imports.ask-nulls": "Words that are read as no value: {words}.",
    "imports.ask-zone": "The times name no time zone ({columns}); they are read as times in {zone}.",
    "imports.ask-values": "Column {column}: values that are not recognised as {field}: {values}.",
    "imports.ask-column": "Several columns would do for {field}: {columns}. The first is used.",
    "imports.ask-required": "The field {field} is needed, and no column fits.",
    "imports.ask-key":
      "{fields} does not tell the records apart: {repeated, plural, one {one row repeats} other {# rows repeat}} or lacks it.",
    "imports.stored.major": "The source says so.",
    "imports.stored.odd-times": "The times stand so in the source.",
    "imports.stored.backwards": "The end must be after the beginning.",
    "imports.reason.file-empty": "The file is empty.",
    "imports.reason.file-binary": "The file does not hold text. Save it as CSV or XLSX and try again.",
    "imports.reason.file-is-spreadsheet":
      "The file is a spreadsheet (XLSX) or a zip archive, not CSV. Read it as XLSX.",
    "imports.reason.file-is-old-spreadsheet":
      "The file is in Excel’s older format (XLS). Save it as XLSX or CSV.",
    "imports.reason.file-is-archive": "The file is a compressed archive. Unpack it first.",
    "imports.reason.file-is-pdf": "The file is a PDF. Export the data as CSV or XLSX.",
    "imports.reason.file-no-header": "No header row was found at the beginning of the file.",
    "imports.reason.file-no-rows": "The file has a header row but no rows.",
    "imports.reason.file-too-many-columns": "The file has {found} columns; at most {limit} can be read.",
    "imports.reason.xlsx-not-a-workbook": "The file is no workbook in XLSX format.",
    "imports.reason.xlsx-truncated": "The workbook is cut short and cannot be opened. Fetch the file again.",
    "imports.reason.xlsx-damaged": "The workbook is damaged ({detail}).",
    "imports.reason.xlsx-encrypted":
      "The file has a password or is in Excel’s older format. Save it as XLSX without a password.",
    "imports.reason.xlsx-too-many-entries":
      "The workbook consists of {found} parts; at most {limit} are accepted.",
    "imports.reason.xlsx-too-large": "The workbook becomes larger than {limit} bytes when unpacked.",
    "imports.reason.xlsx-ratio":
      "The part {part} is packed {ratio} times; more than {limit} is not accepted.",
    "imports.reason.xlsx-shared-strings":
      "The workbook’s texts are longer than {limit} characters together. Save the sheet as CSV.",
    "imports.reason.xlsx-dtd": "The part {part} holds a document type, which is not accepted.",
    "imports.reason.xlsx-no-such-sheet": "There is no sheet “{sheet}”. There are: {sheets}.",
    "imports.reason.row-column-count": "The row has {found} columns instead of {expected}.",
    "imports.reason.row-truncated": "The file ends in the middle of the row.",
    "imports.reason.row-too-long": "The row is longer than {limit} characters and was not read.",
    "imports.reason.row-quote-unterminated": "A quotation mark is not closed.",
    "imports.reason.row-quote-malformed": "There is text after a closing quotation mark.",
    "imports.reason.row-binary": "The row holds characters that are not text.",
    "imports.reason.row-encoding": "The row holds bytes that cannot be read in the file’s encoding.",
    "imports.reason.row-repeated-header": "The header row is repeated.",
    "imports.reason.mapping-column-gone":
      "{count, plural, one {A column is} other {# columns are}} missing from the file: {columnsEn}. The file has {header}.",
    "imports.reason.mapping-field-unknown": "There is no field {field} in {target}.",
    "imports.reason.mapping-required-unmapped": "Required fields have no column: {fields}.",
    "imports.reason.mapping-key-unmapped": "The fields that identify a record have no column: {fields}.",
    "imports.reason.value-missing": "{column}: the value is missing.",
    "imports.reason.value-not-a-time": "{column}: “{value}” is no time in any of the profile’s date formats.",
    "imports.reason.value-not-a-number":
      "{column}: “{value}” is not recognised; say what it stands for, or write a number.",
    "imports.reason.value-not-a-boolean": "{column}: “{value}” is neither yes nor no.",
    "imports.reason.value-out-of-range": "{column}: “{value}” is outside the scale.",
    "imports.reason.value-unknown": "{column}: “{value}” is not recognised; say what it stands for.",
    "imports.reason.value-time-repeated":
      "{column}: {value} happens twice as the clocks change in {zone}; the first was assumed.",
    "imports.reason.value-time-skipped":
      "{column}: {value} does not exist, as the clocks change in {zone}; the time after was assumed.",
    "imports.reason.order-missing": "{column}: the event’s order is missing.",
    "imports.reason.lifecycle-order-against-time":
      "{count, plural, one {One event stands} other {# events stand}} in another order than their times.",
    "imports.reason.lifecycle-order-doubled": "Several events have the same order: {values}.",
    "imports.reason.lifecycle-created-before-opened":
      "The record was created before the incident was reported.",
    "imports.reason.lifecycle-acknowledged-before-opened":
      "The incident was acknowledged before it was reported.",
    "imports.reason.lifecycle-restored-before-opened": "The incident was restored before it was reported.",
    "imports.reason.lifecycle-closed-before-restored": "The incident was closed before it was restored.",
    "imports.reason.lifecycle-state-unknown":
      "{count, plural, one {One event} other {# events}} without a known state.",
    "imports.reason.lifecycle-reopen-count-differs":
      "The source counts {source} reopenings, its events show {events}.",
    "imports.reason.lifecycle-state-without-time": "The state has no time.",
    "imports.reason.record-repeated": "The same record stands on line {line} already, with other content.",
    "imports.reason.record-link-awaited":
      "The record points at {number}, which has not come in. The link is made when it does.",
    "imports.reason.record-link-cycle":
      "The record points at {number}, which leads back to the record itself. The link is not made.",
    "imports.reason.record-times-odd":
      "The record is taken with its times as the source has them, though they contradict each other.",
    "imports.reason.record-service-new":
      "The service “{name}” is not in the service catalogue; it is added there, without a service area.",
    "imports.reason.record-system-new": "The system “{name}” is not in the catalogue; it is added there.",
    "imports.reason.record-refused": "{en}",
    "imports.reason.record-not-storable": "The record holds a value that cannot be stored.",
  },
} satisfies Catalogue;
