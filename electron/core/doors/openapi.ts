import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../../shared/contract/index.ts'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

/** The control API's own description, made from the contract. */
export const describeApi = (version: string, url: string) =>
  generator.generate(contract, {
    info: { title: 'Giftdeck control API', version },
    servers: [{ url: `${url}api/v1` }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  })
