import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../../shared/contract/index.ts'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>
interface Operation {
  parameters?: object[]
  responses: Record<string, object>
}

/** Generates the OpenAPI document of the control API from the contract. */
export async function describeApi(version: string, url: string): Promise<Document> {
  const document = await generator.generate(contract, {
    info: { title: 'Giftdeck control API', version },
    servers: [{ url: `${url}api/v1` }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  })
  const operations = Object.values(document.paths ?? {}).flatMap((each) => Object.values(each ?? {}) as Operation[])
  for (const operation of operations) if ('202' in operation.responses) describeWait(operation)
  return { ...document, components: { ...document.components, responses: takeErrors(operations) as never } }
}

/**
 * Adds the `wait` option (wait-option.ts) and the idempotency key (access/idempotency.ts), which the contract lacks.
 */
function describeWait(operation: Operation) {
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      name: 'wait',
      in: 'query',
      description:
        'So many milliseconds to wait for the end of what is sent; then the answer is 200 with the receipts.',
      schema: { type: 'integer', minimum: 0, maximum: 30_000 },
    },
    {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'The same key with the same call answers the first send again for 24 hours.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  ]
  const receipts = 'With wait: each receipt, as GET /sends/{id} answers it, once it has ended.'
  operation.responses['200'] = { description: receipts }
}

/**
 * Moves error responses into shared components. Every call can end in the same ones, so the document would repeat them.
 */
function takeErrors(operations: readonly Operation[]): Record<string, object> {
  const errors: Record<string, object> = {}
  for (const { responses } of operations)
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400) continue
      errors[status] ??= response
      if (JSON.stringify(errors[status]) === JSON.stringify(response))
        responses[status] = { $ref: `#/components/responses/${status}` }
    }
  return errors
}
