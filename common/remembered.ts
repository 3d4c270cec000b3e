/** Answers a question about something that never changes from memory the second time, for as long as the thing lives. */
export function remembered<Of extends object, Answer>(answer: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before.answer
    const made = answer(of)
    known.set(of, { answer: made })
    return made
  }
}
