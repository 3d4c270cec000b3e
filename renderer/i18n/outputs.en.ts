/** The strings of outputs and the console, in English; part of `en.ts`. */
export const outputsEn = {
  copy: 'Copy',
  copied: 'Copied',
  saveThis: 'Save…',
  clear: 'Clear the output',
  audio: 'Sound output',
  video: 'Video output',
  widget: 'This is an interactive widget. Widgets need Jupyter; here is its text.',
  vega: 'This is a Vega chart. It is not drawn here, as that means running code from the output; here is its text.',
  expand: (lines: number) => (lines < 3 ? 'Show all' : `Show all ${lines.toLocaleString('en')} lines`),
  longLine: (characters: number) => `Show all ${characters.toLocaleString('en')} characters of this line`,
  collapse: 'Show less',
  stream: 'Text output',
  image: 'Image output',
  html: 'HTML output',
  expected: 'Expected output, according to the document',
  omitted: (characters: number, outputs: number) => {
    const size = amount(characters)
    if (outputs === 0) return `${size} of output left out here`
    const others = outputs === 1 ? '1 output' : `${outputs.toLocaleString('en')} outputs`
    return characters === 0 ? `${others} left out here` : `${size} of text and ${others} left out here`
  },
  whole: {
    open: 'Open the whole output',
    save: 'Save as…',
    cut: 'The disk is full: the file holds only the beginning.',
    lost: 'It could not be kept in a file: the disk is full.'
  },
  scriptsNotRun: 'This output contains scripts, which are not run.',
  unknownType: (type: string) => `${type} cannot be shown; here is its text.`,
  noText: (type: string) => `${type} cannot be shown.`,
  drawerFailed: 'This output cannot be shown.',
  goToLine: (line: number) => `Go to line ${line}`,
  error: 'Error',
  traceback: 'Traceback',
  inputLabel: 'Input for the program',
  passwordLabel: 'Password for the program',
  inputHint: 'Enter to send, Ctrl+D for end of input',
  send: 'Send',
  more: (n: number) => `Show ${n.toLocaleString('en')} more`,
  items: (n: number) => (n === 1 ? '1 item' : `${n.toLocaleString('en')} items`),
  console: {
    label: 'Console',
    clear: 'Clear',
    loading: 'Opening the console…',
    failed: 'The console could not be opened.'
  }
}

/** A size in characters, for reading: `640 characters`, `12 KB`, `3.4 MB`. */
function amount(characters: number): string {
  if (characters < 1024) return `${characters} characters`
  if (characters < 1024 * 1024) return `${Math.round(characters / 1024)} KB`
  return `${(characters / 1024 / 1024).toFixed(1)} MB`
}

export type OutputsText = typeof outputsEn
