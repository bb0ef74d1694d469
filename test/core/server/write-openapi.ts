import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describeApi } from '../../../electron/core/server/openapi.ts'

/** `npm run openapi`: writes the API's present description to docs/openapi.json. A test compares the two. */
const file = path.resolve(import.meta.dirname, '../../../docs/openapi.json')
writeFileSync(file, `${JSON.stringify(await describeApi('1', 'http://127.0.0.1:4747/'), null, 2)}\n`)
