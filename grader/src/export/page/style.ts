/** The look of all pages: one column, readable at 360 px, dark where the reader's screen is, and plain on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1d2430; --soft: #5b6675; --line: #dde2ea; --ground: #f6f7f9; --card: #fff;
  --good: #0a7a53; --bad: #b3401a; --open: #7a5b00; --accent: #0b62b0; --mark: #ffe9a8;
  --good-ground: #e3f5ed; --bad-ground: #fdeee7; --open-ground: #fdf5da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9ef; --soft: #a2adbd; --line: #343c49; --ground: #14181f; --card: #1c222b;
    --good: #5fd3a6; --bad: #ff9d73; --open: #f0cd62; --accent: #7fb9ff; --mark: #5a4a12;
    --good-ground: #143428; --bad-ground: #3d2117; --open-ground: #36301a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
main.wide { max-width: 76rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; line-height: 1.35; margin: 0; }
section > h2, section > h3 { margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.total { font-size: 2.25rem; font-weight: 650; line-height: 1.1; margin: 1.25rem 0 .25rem; }
.total small { font-size: 1rem; font-weight: 400; color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem;
  margin: 1rem 0; break-inside: avoid; }
.card header { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.card header h2 { flex: 1 1 12rem; }
.points { font-variant-numeric: tabular-nums; white-space: nowrap; }
.status { display: inline-block; border-radius: 1rem; padding: .05rem .6rem; font-size: .875rem; font-weight: 600; }
.good { color: var(--good); background: var(--good-ground); }
.bad { color: var(--bad); background: var(--bad-ground); }
.open { color: var(--open); background: var(--open-ground); }
.said { white-space: pre-wrap; }
.note { border-left: 3px solid var(--open); background: var(--open-ground); padding: .5rem .8rem; border-radius: .2rem; }
.read { border-top: 1px solid var(--line); margin-top: .9rem; padding-top: .6rem; }
figure { margin: 1rem 0 .5rem; }
figcaption { font-size: .875rem; color: var(--soft); }
svg { display: block; width: 100%; height: auto; max-width: 34rem; }
svg text { fill: var(--soft); font-size: 12px; font-family: inherit; }
svg .line { fill: none; stroke: var(--accent); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
svg .dot, svg .bar { fill: var(--accent); }
svg .cut { stroke: var(--bad); stroke-dasharray: 4 4; }
svg .grid { stroke: var(--line); }
svg .lost { fill: var(--bad); font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--soft); }
tr:last-child td { border-bottom: 0; }
.whole { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.meter { display: flex; height: .7rem; min-width: 7rem; border-radius: .35rem; overflow: hidden; background: var(--line); }
.meter i { display: block; }
.meter .passed { background: var(--good); } .meter .failed { background: var(--bad); } .meter .unsure { background: var(--open); }
details { margin: .6rem 0 0; }
summary { cursor: pointer; color: var(--soft); font-size: .875rem; }
pre { margin: .5rem 0 0; padding: .75rem; overflow-x: auto; background: var(--ground); border-radius: .4rem;
  font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; tab-size: 2; }
mark { background: var(--mark); color: inherit; border-radius: .15rem; }
.pair { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.pair > div { min-width: 0; }
.pair pre { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  main { padding-top: 1rem; }
  .card { padding: .8rem; }
  svg text { font-size: 18px; }
  table.broad { min-width: 34rem; }
}
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --card: #fff; --good: #075; --bad: #922; --open: #650;
    --accent: #000; --mark: #ddd; --good-ground: #fff; --bad-ground: #fff; --open-ground: #fff; }
  body { font-size: 10.5pt; }
  main, main.wide { max-width: none; padding: 0; }
  .status { border: 1px solid currentColor; }
  pre, .pair pre { white-space: pre-wrap; overflow-wrap: anywhere; }
}
`;
