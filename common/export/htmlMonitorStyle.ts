/** The style of what kept runs did, in an exported page. The classes `timeline-…` are made by the page's script. */

export const MONITOR_STYLE = `
.monitor { margin: 8px 0 0; border: 1px solid var(--line); border-radius: 6px; background: var(--bg-raised); font-size: 13px; line-height: 18px; }
.monitor figcaption { padding: 8px 12px 6px; }
.monitor figcaption > div + div { margin-top: 8px; }
.monitor figcaption p { margin: 0; }
.monitor .line { font-weight: 600; font-variant-numeric: tabular-nums; }
.monitor .notes { margin: 4px 0 0; padding: 0; list-style: none; }
.monitor .notes li { padding-left: 8px; border-left: 3px solid var(--ink-note-edge); overflow-wrap: anywhere; }
.monitor .timeline { border-block: 1px solid var(--line); }
.monitor .timeline > svg { display: block; width: 100%; }
.monitor .more { margin: 0; padding: 2px 12px; }
.monitor .legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 6px 12px; list-style: none; font-variant-numeric: tabular-nums; }
.monitor .legend + .legend { padding-top: 0; }
.monitor .legend svg { vertical-align: -1px; margin-right: 3px; }
.monitor details { padding: 4px 12px 6px; border-top: 1px solid var(--line); overflow-x: auto; }
.monitor details > table { margin-top: 4px; }
.monitor details > pre { margin: 6px 0 2px; }
.monitor table { font-variant-numeric: tabular-nums; }
.monitor :is(th, td) { padding: 2px 10px; }
.monitor :is(td, .figure) { text-align: right; white-space: nowrap; }
.monitor th { font-weight: normal; white-space: nowrap; }
.monitor thead th { color: var(--text-quiet); }
.figures thead th + th { text-align: right; }
.figures tfoot :is(th, td) { border-bottom: none; font-weight: 600; }
.monitor tr > :first-child { padding-left: 0; }
.compared { padding: 0 12px 6px; border-top: 1px solid var(--line); overflow-x: auto; }
.compared table { width: 100%; }
.compared td { position: relative; }
.compared .words { text-align: left; }
.compared td > span { position: relative; }
.compared .bar { position: absolute; inset: 3px auto 3px 4px; border-radius: 3px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.bar.wall { background: color-mix(in srgb, var(--accent) 38%, transparent); }
.bar.cpu { background: color-mix(in srgb, var(--state-native) 32%, transparent); }
.compared ul { margin: 6px 0 0; padding: 0; list-style: none; }
.timeline-frame { position: relative; }
.timeline-scroller { container-type: size; overflow: hidden auto; cursor: crosshair; touch-action: pan-y; outline-offset: -2px !important; scrollbar-color: var(--line-strong) transparent; }
.timeline-canvas { position: sticky; top: 0; display: block; width: 100%; height: 100%; }
.timeline-tip { position: absolute; z-index: 3; transform: translate(14px, 14px); padding: 5px 9px; border: 1px solid var(--line-strong); border-radius: 6px; background: var(--bg-raised); box-shadow: 0 2px 10px rgb(0 0 0 / 22%); font-variant-numeric: tabular-nums; white-space: nowrap; pointer-events: none; }
.timeline-tip.at-left { transform: translate(calc(-100% - 14px), 14px); }
.timeline-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 5px 12px; border-top: 1px solid var(--line); }
.timeline-tools p { margin: 0; color: var(--text-quiet); }
.timeline-tools button { min-width: 28px; min-height: 26px; padding: 1px 9px; border: 1px solid var(--line-strong); border-radius: 4px; background: var(--bg); color: var(--text); font: inherit; cursor: pointer; }
.timeline-tools button:hover { background: var(--accent-soft); }
.timeline-live { display: none; }
@media screen {
  .timeline.is-live > :is(svg, .more) { display: none; }
  .timeline.is-live > .timeline-live { display: block; }
}
`
