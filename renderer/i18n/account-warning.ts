import { useCallback } from 'react'
import { isAdvisedAccount, tencentUserId } from '../../shared/contract/fields.ts'
import { useTranslate } from './translate.ts'

/**
 * What to say beside a field in which a Tencent account is typed: Chat takes more characters than it advises to use. Undefined
 * while there is nothing to say, and for what is no account at all, which is the field's error.
 */
export function useAccountWarning() {
  const t = useTranslate('fields')
  return useCallback(
    (typed: string) => {
      const { data: account } = tencentUserId.safeParse(typed)
      return account === undefined || isAdvisedAccount(account) ? undefined : t('accountAgainstAdvice')
    },
    [t],
  )
}
