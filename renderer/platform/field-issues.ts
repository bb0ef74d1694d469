import { ORPCError } from '@orpc/client'

interface Issue {
  field: string
  message: string
}

/** Parsed by hand: this is in the first load, and a schema library is too big for it. */
const isIssue = (found: Partial<Issue> | null): found is Issue =>
  typeof found?.field === 'string' && typeof found.message === 'string'

/** The server's validation errors, by dotted field path; null when the failure is of another kind. */
export function fieldIssues(error: unknown): Record<string, string> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const { issues } = (error.data ?? {}) as { issues?: unknown }
  return Array.isArray(issues) && issues.every(isIssue) ? byField(issues) : null
}

interface SchemaError {
  issues: readonly { path: PropertyKey[]; message: string }[]
}

/** A schema's validation errors, by dotted field path; `inForm` = the place in the form for a path. */
export const problemsOf = ({ issues }: SchemaError, inForm = (path: PropertyKey[]) => path) =>
  byField(issues.map(({ path, message }) => ({ field: inForm(path).join('.'), message })))

/** Only the first message of each field is shown. */
export function byField(issues: readonly Issue[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of issues) found[field] ??= message
  return found
}
