import { row, table, type Cell } from "./tables.ts";

/**
 * Units with the accounts in each: 19 000 in all (facts N2 and N4); how they are divided is ours. A stated number holds
 * what lies under the unit: the 60 of DIG are among the 320 of SLK.
 */
export const units: Cell[][] = [
  ["KS", "Kommunstyrelsen", "", "nämnd", null],
  ["SLK", "Stadsledningskontoret", "KS", "förvaltning", 320],
  ["DIG", "Digitaliseringsenheten", "SLK", "avdelning", 60],
  ["UN", "Utbildningsnämnden", "", "nämnd", null],
  ["UF", "Utbildningsförvaltningen", "UN", "förvaltning", null],
  ["FSK", "Förskola", "UF", "avdelning", 1450],
  ["GRP", "Grundskola, personal", "UF", "avdelning", 1850],
  ["GRE", "Grundskola, elever", "UF", "avdelning", 9600],
  ["GYE", "Gymnasium, elever", "UF", "avdelning", 2400],
  ["SN", "Socialnämnden", "", "nämnd", null],
  ["SF", "Socialförvaltningen", "SN", "förvaltning", null],
  ["AO", "Äldreomsorg", "SF", "avdelning", 1700],
  ["IFO", "Individ- och familjeomsorg", "SF", "avdelning", 900],
  ["KFN", "Kultur- och fritidsnämnden", "", "nämnd", null],
  ["KFF", "Kultur- och fritidsförvaltningen", "KFN", "förvaltning", 380],
  ["SBN", "Samhällsbyggnadsnämnden", "", "nämnd", null],
  ["SBF", "Samhällsbyggnadsförvaltningen", "SBN", "förvaltning", 400],
  ["BOL", "Evenemangsbolaget", "", "bolag", null],
];

const flowers = [
  "Blåsippan",
  "Vitsippan",
  "Gullvivan",
  "Linnean",
  "Smultronet",
  "Blåbäret",
  "Lingonet",
  "Hallonet",
  "Kastanjen",
  "Linden",
  "Björken",
  "Eken",
  "Asken",
  "Rönnen",
  "Granen",
  "Tallen",
  "Enen",
  "Vinbäret",
  "Körsbäret",
  "Äpplet",
  "Päronet",
  "Plommonet",
];
const places = ["Norra", "Södra", "Västra"];
const hills = [
  "Ekbacken",
  "Björkhagen",
  "Sjöängen",
  "Åsen",
  "Kvarnen",
  "Hagaberg",
  "Strandvik",
  "Lillsjön",
  "Mossen",
  "Tallbacken",
  "Ängsö",
  "Stenkulla",
  "Rosenlund",
  "Skogsbrynet",
  "Höjden",
  "Vikingen",
  "Fågelsången",
  "Solsidan",
  "Kungshöjden",
  "Brännan",
];

interface SiteKind {
  kind: string;
  unit: string;
  networks: readonly string[];
  names: readonly string[];
}

/** 146 sites (fact N5); their names and kinds are ours. Four networks are named in the paper, not which site has which. */
const siteKinds: readonly SiteKind[] = [
  {
    kind: "förskola",
    unit: "FSK",
    networks: ["Admin", "Guest"],
    names: flowers.flatMap((name) => places.map((place) => `${place} förskolan ${name}`)),
  },
  {
    kind: "skola",
    unit: "GRP",
    networks: ["Admin", "Elev", "Guest", "BYOD"],
    names: hills.flatMap((name) => [`${name}s skola`, `${name}s anpassade grundskola`]),
  },
  {
    kind: "äldreboende",
    unit: "AO",
    networks: ["Admin", "Guest"],
    names: hills.map((name) => `Äldreboendet ${name}`),
  },
  {
    kind: "bibliotek",
    unit: "KFF",
    networks: ["Admin", "Guest", "BYOD"],
    names: hills.slice(0, 6).map((name) => `Biblioteket ${name}`),
  },
  {
    kind: "kontor",
    unit: "SLK",
    networks: ["Admin", "Guest"],
    names: [...hills.slice(0, 13).map((name) => `Kontoret ${name}`), "Stadshuset"],
  },
];

export function sites(): { sites: string; networks: string } {
  const all = siteKinds.flatMap((kind) => kind.names.map((name) => ({ ...kind, name })));
  if (all.length !== 146) throw new Error(`There should be 146 sites, not ${all.length}.`);
  const coded = all.map((site, index) => ({ ...site, code: `P${String(index + 1).padStart(3, "0")}` }));
  return {
    sites: table(
      ["Kod", "Namn", "Enhet", "Typ"],
      coded.map((site) => row(site.code, site.name, site.unit, site.kind)),
    ),
    networks: table(
      ["Plats", "Namn"],
      coded.flatMap((site) => site.networks.map((network) => row(site.code, network))),
    ),
  };
}
