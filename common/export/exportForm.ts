/** The forms in which a notebook leaves the app, with its monitors. */

/**
 * A notebook with monitors as outputs, Markdown with pictures beside it, one page of HTML, that on paper, a Python script to
 * be run as it is, the traces alone.
 */
export const EXPORT_FORMS = ['ipynb', 'md', 'html', 'pdf', 'py', 'perfetto'] as const
export type ExportForm = (typeof EXPORT_FORMS)[number]

export function isExportForm(name: string): name is ExportForm {
  return (EXPORT_FORMS as readonly string[]).includes(name)
}

/** What the names of such files end in, without the dot. */
export function endingOf(form: ExportForm): string {
  return form === 'perfetto' ? 'json' : form
}
