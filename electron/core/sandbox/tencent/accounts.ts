import * as z from 'zod'
import { command, done } from './command.ts'
import { account } from './fields.ts'

/** "Querying Accounts" (document 34956): the only question about accounts that changes nothing. */
export const accountCheck = command({
  schema: z.strictObject({
    CheckItem: z
      .array(z.strictObject({ UserID: account }))
      .min(1)
      .max(100),
  }),
  perSecond: (limits) => limits.tencentAccounts,
  tooMany: 60007,
  needsRoom: false,
  service: 'im_open_login_svc',
  run: ({ accounts, body }) =>
    done({
      ResultItem: body.CheckItem.map(({ UserID }) => ({
        UserID,
        ResultCode: 0,
        ResultInfo: '',
        AccountStatus: accounts.has(UserID) ? 'Imported' : 'NotImported',
      })),
    }),
})

/** "Importing a Single Account" (document 34953): once more does no harm. */
export const accountImport = command({
  schema: z.strictObject({ UserID: account, Nick: z.string().optional(), FaceUrl: z.string().optional() }),
  perSecond: (limits) => limits.tencentAccounts,
  tooMany: 60007,
  needsRoom: false,
  service: 'im_open_login_svc',
  run({ accounts, body }) {
    accounts.add(body.UserID)
    return done()
  },
})
