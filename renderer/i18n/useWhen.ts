/** Says times as the user's system writes them, in the language that the page speaks. */
import { useApp } from '../state/app'
import { chosenLanguage } from './text'
import { localeFor, shortWhenIn, whenIn } from './when'

export interface When {
  readonly full: (at: Date) => string
  readonly short: (at: Date) => string
}

export function useWhen(): When {
  const locale = useApp(({ settings, hello }) =>
    localeFor(chosenLanguage(settings.language, hello.locale), hello.locale)
  )
  return {
    full: (at) => whenIn(locale, at, new Date()),
    short: (at) => shortWhenIn(locale, at, new Date())
  }
}
