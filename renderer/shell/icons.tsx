/** Our icons: 16 × 16, drawn with one and a half pixel lines in the text's colour. */
const PATHS = {
  run: 'M5 3.2v9.6l7.6-4.8z',
  runAll: 'M2.5 3.5v9l5.5-4.5zM8 3.5v9l5.5-4.5z',
  interrupt: 'M4 4h8v8H4z',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7M11.6 1.8v2.7H8.9',
  restartAndRunAll: 'M13.6 8a5.6 5.6 0 1 1-1.7-4M12 1.4v2.9H9.1M6.5 5.6v4.8L10.3 8z',
  add: 'M8 3v10M3 8h10',
  save: 'M3 2.8h8l2.2 2.2v8.2H2.8V2.8zM5 2.8v3.6h5V2.8M5 13.2V9.4h6v3.8',
  edit: 'M3 13l.7-3 7.1-7.1 2.3 2.3L6 12.3zM9.2 4.5l2.3 2.3',
  delete: 'M3 4.5h10M6.2 4.5V2.8h3.6v1.7M4.4 4.5l.6 8.7h6l.6-8.7M6.8 7v4M9.2 7v4',
  moveUp: 'M8 13V3.5M4 7.2l4-4 4 4',
  moveDown: 'M8 3v9.5M4 8.8l4 4 4-4',
  code: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  markdown: 'M2 12V4l3 3.5L8 4v8M11.8 4v7.6M9.6 9.4l2.2 2.3 2.2-2.3',
  console: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8.2 10.2h3',
  panel: 'M2 3h12v10H2zM9.5 3v10M11.2 5.5h1.2M11.2 8h1.2',
  browser: 'M2 3h12v10H2zM6.5 3v10M3.8 5.5h1M3.8 8h1M3.8 10.5h1',
  notebook: 'M4 1.8h8.2v12.4H4zM6.6 1.8v12.4M8.6 5h1.8M8.6 7.4h1.8',
  back: 'M10 3.5L5.5 8l4.5 4.5',
  forward: 'M6 3.5L10.5 8L6 12.5',
  teach: 'M1.8 2.8h12.4v8.4H1.8zM8 11.2v3M5.2 14.2h5.6',
  follow: 'M3 4.5h10M3 8h4.5M3 11.5h4M10 7.6v4.6M7.9 10.2l2.1 2.1 2.1-2.1',
  settings: 'M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.2 2.8v3.4M5.8 9.8v3.4',
  home: 'M2.5 7.4L8 2.8l5.5 4.6M4 6.4v6.8h8V6.4',
  close: 'M4 4l8 8M12 4l-8 8',
  stale: 'M3 8a5 5 0 1 0 1.6-3.7M4.4 1.8v2.7h2.7M8 5.4V8l1.9 1.3',
  chevron: 'M4.5 6.5L8 10l3.5-3.5',
  file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
  open: 'M2 12.8V3.2h4l1.4 1.8H13v2M2 12.8L4.2 7H14.6l-2.2 5.8z',
  within: 'M2.5 3h11v10h-11zM5 6h6M5 8h6M5 10h3',
  more: 'M3.6 8h.01M8 8h.01M12.4 8h.01',
  check: 'M3.2 8.4l3.2 3.2 6.4-7',
  warning: 'M8 2.2l6.4 11.3H1.6zM8 6.4v3.4M8 11.4v.6',
  help: 'M5.9 11.4h4.2M6.6 13.6h2.8M8 1.9a4.5 4.5 0 0 0-2.2 8.4h4.4A4.5 4.5 0 0 0 8 1.9z',
  pin: 'M5.6 2.4h4.8M6.4 2.4v4.2L4.4 9.2h7.2L9.6 6.6V2.4M8 9.2v4.6',
  compare: 'M2.5 4h11M2.5 8h5M2.5 12h8',
  dead: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6'
}

export type IconName = keyof typeof PATHS

/** Drawn as filled shapes: the ones that mean motion. */
const FILLED: ReadonlySet<IconName> = new Set(['run', 'interrupt'])

/** Decoration for screen readers: the button around it carries the name. */
export function Icon({ name }: { readonly name: IconName }) {
  const isFilled = FILLED.has(name)
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill={isFilled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={isFilled ? 1 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

/** The product's mark, as in `packaging/icon.svg`: two threads, and the one GIL that goes from the one to the other. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true">
      <g strokeWidth="6.5" strokeLinecap="round" strokeLinejoin="round" fill="none">
        <path className="mark-wait" d="M6 15h36M6 33h36" />
        <path className="mark-run" d="M6 15h16.5v18H39" />
      </g>
      <circle className="mark-holder" cx="40.5" cy="33" r="6" />
    </svg>
  )
}
