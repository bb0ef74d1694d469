import { policy } from '../../../../electron/core/policy.ts'
import type { TencentSecret } from '../../../../electron/core/vendors/tencent/client.ts'
import { tencentClient } from '../../../../electron/core/vendors/tencent/client.ts'
import { keepingLog } from '../../../support/make-app.ts'
import { answer, fakeClock, fakeRandom, fakeVendor } from '../fakes.ts'

export const secretKey = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'

export const ok = (more: object = {}) => ({
  ActionStatus: 'OK',
  ErrorCode: 0,
  ErrorInfo: '',
  RequestId: 'Id-1-O-Seq-1',
  ...more,
})
export const fail = (code: number, info = 'text of the vendor') =>
  answer({ ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: info, RequestId: 'Id-9-O-Seq-9' })

export const rose = { giftId: 'rose', count: 10, from: 'viewer_1', to: 'host_001' }

/** `faults` replace the client's dependencies. */
export function makeTencent(
  secret: TencentSecret = { secretKey },
  faults: Partial<Parameters<typeof tencentClient>[0]> = {},
) {
  const vendor = fakeVendor()
  const clock = fakeClock()
  const secrets = { secret: () => Promise.resolve(secret) }
  const client = tencentClient({
    connection: {
      origin: 'https://adminapisgp.im.qcloud.com',
      sdkAppId: 1_400_000_001,
      identifier: 'administrator',
      roomId: 'room-1',
    },
    secret: () => secrets.secret(),
    post: vendor.post,
    clock,
    log: keepingLog(),
    random: fakeRandom(),
    policy: policy.tencent,
    ...faults,
  })
  vendor.answers(answer(ok()))
  return { client, vendor, clock, secrets }
}
