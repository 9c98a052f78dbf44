/**
 * How pages look, on screen and paper, light and dark; whoever shows a page in another one sets its
 * variables. On paper no table is wider than an A4 page, a row stays whole, and pages are numbered. Colors of fates are Okabe and Ito's; each stands beside its name.
 */
export const PAGE_STYLE = `
.q-page { --q-ink: #1b1e23; --q-soft: #5d6570; --q-line: #d5d9df; --q-ground: #ffffff; --q-raised: #f5f6f8;
  --q-accent: #2f6fd6; --q-pass: #1a7f47; --q-warn: #9a6300; --q-fail: #c0392b;
  color: var(--q-ink); background: var(--q-ground); font: 13px/1.5 system-ui, 'Noto Sans CJK SC', 'PingFang SC',
  'Microsoft YaHei', sans-serif; font-variant-numeric: tabular-nums; max-width: 1080px; margin: 0 auto; padding: 24px; }
.q-page h1 { font-size: 22px; margin: 0 0 4px; }
.q-page h2 { font-size: 15px; margin: 28px 0 8px; }
.q-page h3 { font-size: 13px; margin: 16px 0 6px; }
.q-page p { margin: 4px 0; max-width: 76ch; }
.q-soft { color: var(--q-soft); }
.q-page table { border-collapse: collapse; width: 100%; }
.q-page th { text-align: left; font-weight: 600; color: var(--q-soft); }
.q-page th, .q-page td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--q-line); vertical-align: middle; }
.q-page .q-number { text-align: right; white-space: nowrap; } .q-page td:first-child { min-width: 128px; }
.q-scroll { overflow-x: auto; }
.q-verdict { display: inline-flex; gap: 6px; align-items: baseline; font-weight: 600; white-space: nowrap; }
.q-verdict.q-pass { color: var(--q-pass); } .q-verdict.q-unproven { color: var(--q-warn); } .q-verdict.q-fail { color: var(--q-fail); }
.q-banner { margin: 16px 0; padding: 12px 16px; border-left: 4px solid currentColor; background: var(--q-raised); font-size: 16px; }
.q-tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(124px, 1fr)); gap: 12px; margin: 16px 0; }
.q-tile { background: var(--q-raised); padding: 10px 12px; border-radius: 4px; }
.q-tile b { display: block; font-size: 20px; font-weight: 600; white-space: nowrap; } .q-within { display: block; white-space: nowrap; }
.q-charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 16px; }
.q-chart { max-width: 100%; height: auto; overflow: visible; display: block; }
.q-bar { fill: var(--q-accent); } .q-over { fill: var(--q-fail); }
.q-axis { stroke: var(--q-line); fill: none; } .q-line { stroke: var(--q-accent); stroke-width: 2; fill: none; }
.q-band { fill: var(--q-accent); opacity: 0.18; } .q-mark { stroke: var(--q-ink); fill: none; }
.q-limit { stroke: var(--q-fail); stroke-dasharray: 3 2; fill: none; }
.q-whisker { stroke: var(--q-accent); stroke-width: 3; stroke-opacity: 0.45; fill: none; } .q-dot { fill: var(--q-accent); }
.q-tick { fill: var(--q-soft); font-size: 11px; } .q-inbar { fill: #000; font-size: 11px; }
.q-legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0; }
.q-legend span { display: inline-flex; gap: 6px; align-items: center; }
.q-untouched { fill: #4fb99a; } .q-nudged { fill: #7cc4ee; } .q-redrawn { fill: #e69f00; }
.q-deleted { fill: #e8804c; } .q-added { fill: #d79bbb; } .q-waiting { fill: #b4bac2; }
@media (prefers-color-scheme: dark) { .q-page { --q-ink: #e6e8eb; --q-soft: #9aa3ae; --q-line: #353b44; --q-ground: #16191d;
  --q-raised: #1f2329; --q-accent: #6ea3f0; --q-pass: #57c98a; --q-warn: #e0ac4f; --q-fail: #f08a7c; } }
@media print { .q-page { --q-ink: #000; --q-soft: #444; --q-line: #bbb; --q-ground: #fff; --q-raised: #f4f4f4; --q-accent: #2f6fd6;
  --q-pass: #1a7f47; --q-warn: #9a6300; --q-fail: #c0392b; max-width: none; padding: 0; print-color-adjust: exact; }
  .q-page { font-size: 10.5px; } .q-page th, .q-page td { padding: 3px 8px 3px 0; } .q-page td:first-child { min-width: 72px; }
  .q-page td .q-chart { min-width: 96px; } .q-scroll { overflow: visible; } .q-page th.q-number, .q-page .q-within { white-space: normal; }
  .q-page .q-tiles { grid-template-columns: repeat(6, 1fr); gap: 8px; } .q-tile b { font-size: 14px; }
  .q-page .q-charts { grid-template-columns: repeat(3, 1fr); } .q-page h2, .q-page h3 { break-after: avoid; }
  .q-page tr, .q-page .q-tiles, .q-page .q-banner, .q-page section:has(> .q-charts) { break-inside: avoid; } }
@page { margin: 14mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9px system-ui, sans-serif; color: #666; } }
`
