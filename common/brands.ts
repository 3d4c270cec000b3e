/** Numbers and strings that must not be mixed up, told apart by the compiler and by nothing at run time. */

declare const unit: unique symbol
declare const name: unique symbol

/** A number with a unit. `5 as Ms` makes one; arithmetic gives plain numbers back. */
export type Unit<Name extends string> = number & { readonly [unit]: Name }
/** A string that names one kind of thing. */
export type Id<Name extends string> = string & { readonly [name]: Name }

/** Milliseconds. */
export type Ms = Unit<'ms'>

/** An open notebook, for as long as it is open in this app. Not its path: that may change by "save as". */
export type NotebookId = Id<'notebook'>
/** A cell in its notebook: nbformat 4.5's cell id, or one made on reading an older file. */
export type CellId = Id<'cell'>
/** One execution of one cell. */
export type RunId = Id<'run'>
