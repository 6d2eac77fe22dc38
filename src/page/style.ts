/**
 * What our pages look like: dense, calm, in the reader's own light or dark. Colours differ from what they stand on by a contrast of at
 * least 4.5, and never say alone what they say. A table becomes a list of cards where it would not fit.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --surface: #fff; --line: #dde1e7; --text: #1c2530; --quiet: #566170; --accent: #1f56a8; --track: #e6e9ee;
  --fail: #b3261e; --fail-ground: #fcebe9; --warn: #855300; --warn-ground: #fdf1d9; --ok: #17703f; --ok-ground: #e4f4ea; --other-ground: #eceff3;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #10141a; --surface: #181e26; --line: #2d3642; --text: #e3e8ee; --quiet: #9eabba; --accent: #8db8f7; --track: #2b333e;
    --fail: #ff9d94; --fail-ground: #3a1d1c; --warn: #f0c264; --warn-ground: #352a12; --ok: #74d39b; --ok-ground: #16301f; --other-ground: #262e38;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
main, .top { max-width: 1280px; margin: 0 auto; padding: 0 20px; }
.top { padding-top: 20px; padding-bottom: 4px; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; }
h1 { font-size: 20px; line-height: 1.25; margin: 0; }
h2 { font-size: 15px; margin: 0; }
h3 { font-size: 14px; font-weight: normal; margin: 0; }
p { margin: 0; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre, .code { font: 12.5px/1.45 ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.quiet { color: var(--quiet); }
.number { font-variant-numeric: tabular-nums; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; margin: 14px 0; }
.heading { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; justify-content: space-between; padding: 10px 14px; }
.empty { padding: 4px 14px 14px; color: var(--quiet); }
table { width: 100%; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: 7px 14px; border-top: 1px solid var(--line); font-weight: normal; }
thead th { font-size: 12px; color: var(--quiet); padding-top: 5px; padding-bottom: 5px; overflow-wrap: normal; }
tbody th { font-weight: 600; }
.word { display: inline-block; border-radius: 4px; padding: 0 7px; font-size: 12px; line-height: 20px; font-weight: 600; white-space: nowrap; background: var(--other-ground); color: var(--quiet); }
.word.fail { background: var(--fail-ground); color: var(--fail); }
.word.warn { background: var(--warn-ground); color: var(--warn); }
.word.ok { background: var(--ok-ground); color: var(--ok); }
.bar { display: block; width: 100%; max-width: 180px; height: 5px; margin: 5px 0 2px; }
.bar .track { fill: var(--track); }
.bar .fill { fill: var(--quiet); }
.bar.ok .fill { fill: var(--ok); }
.bar.warn .fill { fill: var(--warn); }
.bar.fail .fill { fill: var(--fail); }
@media (max-width: 720px) {
  main, .top { padding-left: 10px; padding-right: 10px; }
  .cards thead { display: none; }
  .cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards tr { border-top: 1px solid var(--line); padding: 8px 14px; }
  .cards th, .cards td { border: 0; padding: 2px 0; }
  .cards td[data-label] { display: grid; grid-template-columns: 96px minmax(0, 1fr); }
  .cards td[data-label]::before { content: attr(data-label); color: var(--quiet); font-size: 12px; line-height: 20px; }
  .cards .spare { display: none; }
  .bar { max-width: none; }
}
@media print {
  :root { color-scheme: light; }
  body { background: none; }
  section { border-radius: 0; }
  tr { break-inside: avoid; }
  .word { border: 1px solid; }
}
`;
