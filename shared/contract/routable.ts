import { fieldProblem } from '../domain/field-problems.ts'
/**
 * True if a name can be a segment of a URL path. Clients resolve `.` and `..` before they send a request, most programs
 * split a path at `/`, and some at `\`.
 */
export const isRoutable = (name: string) =>
  name !== '.' && name !== '..' && name.isWellFormed() && !/[/\\\p{Cc}]/u.test(name)

export const routable = { error: fieldProblem('unroutable') }
