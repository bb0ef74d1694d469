import { ORPCError } from '@orpc/client'

interface Issue {
  field: string
  message: string
}

/** Checks an issue without a schema library, because that is too big for the first load. */
const isIssue = (found: Partial<Issue> | null): found is Issue =>
  typeof found?.field === 'string' && typeof found.message === 'string'

/** Returns the server's validation errors by dotted field path; null if the failure is of another kind. */
export function fieldIssues(error: unknown): Record<string, string> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const { issues } = (error.data ?? {}) as { issues?: unknown }
  return Array.isArray(issues) && issues.every(isIssue) ? byField(issues) : null
}

interface SchemaError {
  issues: readonly { path: PropertyKey[]; message: string }[]
}

/** Returns a schema's validation errors by dotted field path. `inForm` converts a path to that of the form. */
export const problemsOf = ({ issues }: SchemaError, inForm = (path: PropertyKey[]) => path) =>
  byField(issues.map(({ path, message }) => ({ field: inForm(path).join('.'), message })))

/** Groups issues by field. Only the first message of each field is returned. */
export function byField(issues: readonly Issue[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of issues) found[field] ??= message
  return found
}
