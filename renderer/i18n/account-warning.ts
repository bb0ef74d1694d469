import { useCallback } from 'react'
import { isAdvisedAccount, tencentUserId } from '../../shared/contract/fields.ts'
import { useTranslate } from './translate.ts'

/**
 * Returns a function that gives the warning for a typed Tencent account whose characters Chat accepts but does not
 * recommend. The result is undefined if there is no warning. It is also undefined for an invalid account, because the
 * field then shows an error.
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
