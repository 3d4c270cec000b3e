/** The style of an exported page: the app's colours, for both themes, and light on paper. */
import type { Theme } from '../ipc'
import { MONITOR_STYLE } from './htmlMonitorStyle'
import { inkVariables } from './inkVariables'

/** Text has a contrast of at least 4.5 : 1 on its ground, in both. */
const COLOURS: Readonly<Record<Theme, string>> = {
  light: `
  --bg: #ffffff; --bg-raised: #ffffff; --bg-sunken: #f4f6f5; --text: #1b2321; --text-quiet: #56625f; --line: #dbe1df;
  --line-strong: #b7c1be; --accent: #0a756b; --accent-soft: #dcefec; --danger-soft: #fbebe9; --keyword: #8b2f8f;
  --string: #2b6a2f; --number: #9a4a00; --comment: #5f6c69; --definition: #0b5cad;`,
  dark: `
  --bg: #141819; --bg-raised: #1a2021; --bg-sunken: #1a2021; --text: #dde5e2; --text-quiet: #95a3a0; --line: #2a3335;
  --line-strong: #4a5759; --accent: #4bc4b2; --accent-soft: #16352f; --danger-soft: #341b19; --keyword: #d59be0;
  --string: #98cf9a; --number: #e3b07c; --comment: #82918d; --definition: #82b7f2;`
}

const variables = (theme: Theme): string => `${COLOURS[theme]}\n  ${inkVariables(theme)}`

export const PAGE_STYLE = `
:root {
  color-scheme: light dark; --font-ui: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif;${variables('light')}
}
@media screen and (prefers-color-scheme: dark) { :root {${variables('dark')}
} }
@media print { :root { color-scheme: light; } }
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--bg); color: var(--text);
  font: 16px/1.6 var(--font-ui);
}
main { max-width: 948px; margin: 0 auto; padding: 24px 24px 64px; }
section { margin: 0 0 16px; }
section > :first-child { margin-top: 0; }
h1, h2, h3, h4, h5, h6 { margin: 1.4em 0 0.5em; line-height: 1.25; }
h1 { font-size: 1.9em; }
h2 { font-size: 1.45em; padding-bottom: 0.2em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.2em; }
.prose { max-width: 76ch; overflow-wrap: break-word; }
a { color: var(--accent); }
img, svg { max-width: 100%; height: auto; }
pre, code { font-family: ui-monospace, 'SF Mono', 'Cascadia Code', Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; font-size: 13.5px; }
pre { margin: 0 0 8px; padding: 10px 12px; line-height: 1.5; overflow-x: auto; }
:not(pre) > code { padding: 1px 4px; border-radius: 4px; background: var(--bg-sunken); }
.prose pre, .source { border: 1px solid var(--line); border-radius: 6px; background: var(--bg-sunken); }
.code { position: relative; }
.count { margin: 0; font: 12px/1.8 ui-monospace, monospace; color: var(--text-quiet); }
pre.output { padding-block: 4px; max-height: 480px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.error, .stderr { background: var(--danger-soft); border-radius: 6px; }
iframe.output { display: block; margin-bottom: 8px; width: 100%; border: 1px solid var(--line); border-radius: 6px; }
.quiet { color: var(--text-quiet); font-size: 13px; }
.raw pre { color: var(--text-quiet); }
blockquote { margin: 0 0 1em; padding-left: 14px; border-left: 3px solid var(--line); color: var(--text-quiet); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px; border-bottom: 1px solid var(--line); text-align: left; }
.prose table { display: block; overflow-x: auto; margin-bottom: 1em; }
summary { cursor: pointer; color: var(--text-quiet); }
:is(a, summary, .timeline-scroller, button):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.solution { margin: 0 0 16px; padding: 4px 14px; border: 1px solid var(--line); border-radius: 6px; }
.solution > summary { padding: 4px 0; }
.solution[open] > summary { margin-bottom: 8px; }
.choices { list-style: upper-alpha; }
.task { list-style: none; margin-left: -1.4em; }
.task-box { display: inline-block; width: 0.85em; height: 0.85em; margin-right: 0.55em; border: 1px solid var(--text-quiet); border-radius: 3px; vertical-align: -0.05em; }
.task-box.done { background: var(--accent); border-color: var(--accent); }
.footnotes { margin-top: 1.5em; border-top: 1px solid var(--line); font-size: 0.9em; }
div.formula { margin: 0 0 1em; padding-block: 2px; overflow: auto hidden; text-align: center; }
.tok-keyword, .tok-operatorKeyword { color: var(--keyword); }
.tok-string, .tok-string2 { color: var(--string); }
.tok-number, .tok-bool, .tok-atom { color: var(--number); }
.tok-comment { color: var(--comment); font-style: italic; }
.tok-definition { color: var(--definition); }
${MONITOR_STYLE}
@page { margin: 16mm 14mm; }
@media print {
  body { font-size: 11pt; }
  main { max-width: none; padding: 0 1px; }
  pre, code { font-size: 9.5pt; }
  pre, pre.output { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
  h1, h2, h3, h4, h5, h6, .count, summary, figcaption { break-after: avoid; }
  p, li, blockquote { orphans: 3; widows: 3; }
  pre { orphans: 3; widows: 3; }
  img, tr, iframe, .source, .timeline, .compared, .legend, div.formula { break-inside: avoid; }
  .legend { break-before: avoid; }
  .monitor { font-size: 8.5pt; line-height: 1.35; }
  .monitor :is(details, .compared) { overflow: visible; }
  .monitor :is(th, td) { padding: 1px 5px; white-space: normal; }
  .monitor details > table { width: 100%; font-size: 7.5pt; }
  .prose table { display: table; }
  /* Paper cannot be unfolded. */
  details::details-content { display: block; content-visibility: visible; }
}
`
