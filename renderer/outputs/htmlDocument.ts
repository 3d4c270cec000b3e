/**
 * The document that an HTML output becomes in its frame. The frame's sandbox already lets no script run, no form be sent
 * and no window open, and the policy below lets nothing be fetched; what could still hint at a network or change the
 * frame as a whole is taken out here.
 */
const POLICY = "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'"

/** Elements that do nothing in a frame without scripts and network, or that act on the frame itself. */
const TAKEN_OUT = 'script, base, meta, link, iframe, frame, frameset, object, embed, portal'

/** How HTML looks that brings no style of its own: pandas tables above all. Colours are given by the page. */
const STYLE = `
  html { overflow: hidden; background: transparent; color-scheme: var(--scheme); }
  body {
    margin: 0; padding: 1px 0; max-height: 640px; overflow: auto;
    color: var(--text); background: transparent; font: var(--size-ui) / 1.5 var(--font-ui);
  }
  a { color: var(--accent); }
  body > :first-child { margin-top: 0; }
  body > :last-child, body > :last-child > :last-child { margin-bottom: 0; }
  table { border: none; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 4px 12px; text-align: right; vertical-align: top; border: none; }
  thead tr { border-bottom: 1px solid var(--line); }
  tbody tr + tr { border-top: 1px solid var(--line); }
  tbody tr:hover { background: var(--bg-sunken); }
  th { font-weight: 600; }
  caption { color: var(--text-quiet); }
  pre, code { font-family: var(--font-code); font-size: var(--size-code); }
  img, svg { max-width: 100%; }
`

export interface HtmlDocument {
  readonly source: string
  /** Something was there that only a script would bring to life. */
  readonly hadScripts: boolean
}

export function htmlDocument(html: string): HtmlDocument {
  // A parsed document without a window: nothing in it runs or loads.
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const hadScripts = parsed.querySelector('script:not([type="application/json"])') !== null
  for (const element of parsed.querySelectorAll(TAKEN_OUT)) element.remove()
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${STYLE}</style>`
  return {
    source: `<!doctype html><html><head>${head}${parsed.head.innerHTML}</head>${parsed.body.outerHTML}</html>`,
    hadScripts
  }
}
