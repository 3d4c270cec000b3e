/** What a terminal would show of a text in the end, without its colours. */

// eslint-disable-next-line no-control-regex -- a terminal's commands are made of control characters
const COMMANDS = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g

/** A line that begins anew, as progress bars do, is as it was written last. */
export function plainText(text: string): string {
  return text
    .replace(COMMANDS, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1) ?? '')
    .join('\n')
}
