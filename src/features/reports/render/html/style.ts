import { chartColours, type ChartTheme } from "../../charts.ts";

/** The charts take their colours from the page, so that one drawing serves light and dark. */
function chartVariables(theme: ChartTheme): string {
  return Object.entries(chartColours[theme])
    .map(([name, colour]) => `--chart-${name}:${colour};`)
    .join("");
}

/** The style of the standalone page: calm on a screen, whole on paper, light and dark. */
export const reportStyle = `
:root{color-scheme:light dark;${chartVariables("light")}--ink:#1b2733;--muted:#4b5865;--line:#c9d1d9;--tint:#f3f6f9;--paper:#fff;--accent:#00558c;--none:#2e7d4f;--minor:#e0a100;--minor-edge:#7a5700;--major:#b3261e}
@media screen and (prefers-color-scheme:dark){:root{${chartVariables("dark")}--ink:#eef2f6;--muted:#b9c4cf;--line:#3a4653;--tint:#1f2b37;--paper:#16202a;--accent:#8cc8f0;--none:#5fbf86;--minor:#f0b429;--minor-edge:#f0b429;--major:#ff8a80}}
*{box-sizing:border-box}
html{font:400 1.0625rem/1.55 "Source Sans 3",system-ui,sans-serif;background:var(--paper);color:var(--ink);hyphens:auto;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
body{margin:0}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.page{max-width:66rem;margin:0 auto;padding:0 1.25rem 4rem}
a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.18em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1,h2,h3{line-height:1.2;font-weight:600;hyphens:manual;text-wrap:balance}
h1{font-size:clamp(1.9rem,1.2rem + 3vw,3rem);margin:.5rem 0}
h2{font-size:1.6rem;margin:3.25rem 0 1rem;padding-top:1.25rem;border-top:1px solid var(--line)}
h3{font-size:1.2rem;margin:2.25rem 0 .5rem}
p,ul,dl{max-width:44rem;margin:0 0 1rem}
.title{padding:clamp(2rem,7vw,5rem) 0 1rem}
.organisation{color:var(--accent);font-weight:600;margin:0}
.subtitle{font-size:1.25rem;color:var(--muted)}
.status{display:inline-block;border:1px solid currentColor;padding:.2rem .6rem;font-weight:600}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:2rem 0 0;padding-top:1rem;border-top:1px solid var(--line)}
.facts dt{color:var(--muted)}
.facts dd{margin:0}
nav ol{list-style:none;margin:0;padding:0;columns:17rem;column-gap:2rem}
nav li{break-inside:avoid;padding:.2rem 0}
nav ol ol{columns:auto;padding-left:1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem;max-width:none;margin:0;padding:0;list-style:none}
.tiles li{background:var(--tint);border-top:3px solid var(--accent);padding:.9rem 1.1rem 1rem;display:flex;flex-direction:column;gap:.15rem}
.tiles p{margin:0}
.tiles .label,.tiles .against,.basis{color:var(--muted);font-size:.93rem}
.tiles .value{font-size:2rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}
.tiles .value.long{font-size:1.35rem}
.tiles .change{font-weight:600}
.missing{font-style:italic;font-weight:400;color:var(--muted)}
figure{margin:0 0 2.25rem}
figcaption,caption{color:var(--muted);font-size:.95rem;text-align:left;margin-bottom:.6rem;padding:0}
.chart svg{display:block;width:100%;max-width:48rem;height:auto}
.chart .narrow{display:none}
.chart details{margin-top:.5rem}
summary{cursor:pointer;color:var(--accent);width:max-content}
.scroll{overflow-x:auto;margin:0 0 1.5rem;position:relative}
table{border-collapse:collapse;width:100%;font-size:.97rem;line-height:1.4}
table.wide{min-width:46rem;table-layout:fixed}
th,td{overflow-wrap:break-word;text-align:left;vertical-align:top;padding:.55rem .6rem;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:600;border-bottom:2px solid var(--ink);vertical-align:bottom}
th p,td p{margin:0 0 .2rem;max-width:none}
.end{text-align:right;font-variant-numeric:tabular-nums}
.mark{display:inline-block;width:.75em;height:.75em;margin-right:.45em;forced-color-adjust:none}
.mark.none{background:var(--none);border-radius:50%}
.mark.minor{background:var(--minor);clip-path:polygon(50% 0,100% 100%,0 100%)}
.mark.major{background:var(--major)}
.mark.unknown{border:2px solid var(--muted);border-radius:50%}
.verdict{font-weight:600}
dl.terms dt{font-weight:600;margin-top:.9rem}
dl.terms dd{margin:0}
@media screen and (max-width:44rem){.chart .broad{display:none}.chart .narrow{display:block}table.wide,table.wide caption,table.wide tbody,table.wide tr,table.wide th,table.wide td{display:block;min-width:0;width:auto}table.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table.wide tr{border-bottom:1px solid var(--line);padding:.75rem 0}table.wide tbody th,table.wide td{border:0;padding:.15rem 0;text-align:left}table.wide tbody th{font-size:1.08rem}table.wide td{display:grid;grid-template-columns:8.5rem 1fr;gap:.75rem}table.wide td::before{content:attr(data-label);color:var(--muted);overflow-wrap:normal}table.wide td>div{overflow-wrap:anywhere}}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--muted);font-size:.93rem}
@page{size:A4;margin:22mm 20mm}
@media print{html{font-size:10.5pt}.page{max-width:none;padding:0}.title{padding-top:45mm;break-after:page}nav,.skip,details{display:none}h2,h3,figcaption,caption,.verdict{break-after:avoid}tr,.tiles li,figure.chart{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}table.wide{min-width:0}a{color:inherit}*{print-color-adjust:exact}}
`;
