import { ORPCError } from '@orpc/client'
import * as z from 'zod'

const badRequest = z.object({ issues: z.array(z.object({ field: z.string(), message: z.string() })) })

/** What the server found wrong, by dotted field path; null when the failure is of another kind. */
export function fieldIssues(error: unknown): Record<string, string> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const data = badRequest.safeParse(error.data)
  return data.success ? byField(data.data.issues) : null
}

/** The first message of each field is the one to mend first. */
export function byField(issues: readonly { field: string; message: string }[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of issues) found[field] ??= message
  return found
}
