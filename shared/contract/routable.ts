import { fieldProblem } from '../domain/field-problems.ts'
/**
 * Whether a name can stand in an address: `.` and `..` are taken out of every path before it is sent, most programs split a
 * path at `/`, and some at `\`.
 */
export const isRoutable = (name: string) =>
  name !== '.' && name !== '..' && name.isWellFormed() && !/[/\\\p{Cc}]/u.test(name)

export const routable = { error: fieldProblem('unroutable') }
