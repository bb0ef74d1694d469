import { ORPCError } from '@orpc/client'

interface Issue {
  field: string
  message: string
}

/** Read by hand: it is in the first load, where a schema library has no place. */
const isIssue = (found: Partial<Issue> | null): found is Issue =>
  typeof found?.field === 'string' && typeof found.message === 'string'

/** What the server found wrong, by dotted field path; null when the failure is of another kind. */
export function fieldIssues(error: unknown): Record<string, string> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const { issues } = (error.data ?? {}) as { issues?: unknown }
  return Array.isArray(issues) && issues.every(isIssue) ? byField(issues) : null
}

interface SchemaError {
  issues: readonly { path: PropertyKey[]; message: string }[]
}

/** What a schema found wrong, by dotted field path; `inForm` = where the form has what the path names. */
export const problemsOf = ({ issues }: SchemaError, inForm = (path: PropertyKey[]) => path) =>
  byField(issues.map(({ path, message }) => ({ field: inForm(path).join('.'), message })))

/** The first message of each field is the one to mend first. */
export function byField(issues: readonly Issue[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of issues) found[field] ??= message
  return found
}
